package dev.loopgate.worker.sandbox;

import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.process.AttemptProcesses;
import dev.loopgate.worker.process.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command of a stage with all that it gets to know: a seed, two files to log to, no more. */
public record StageCommand(Sandbox sandbox, AttemptDirectory directory, Lease lease) {

  /** Fails when the program is not on this machine. */
  public ProcessBuilder build() throws IOException {
    List<String> command = lease.command();
    String program =
        Programs.find(command.getFirst())
            .orElseThrow(() -> new IOException("there is no program " + command.getFirst()));
    return sandbox.prepare(
        directory, Probe.replaceFirst(command, program), environment(), lease.limits());
  }

  private Map<String, String> environment() {
    Path stage = sandbox.seenAs(directory);
    Path io = stage.resolve(AttemptDirectory.IO);
    Map<String, String> environment = new LinkedHashMap<>(lease.environment());
    environment.put("PATH", Programs.path());
    environment.put("HOME", stage.resolve(AttemptDirectory.HOME).toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("LOOPGATE_STAGE", lease.stage());
    environment.put("LOOPGATE_METRICS", io.resolve(AttemptDirectory.METRICS).toString());
    environment.put("LOOPGATE_PARAMS", io.resolve(AttemptDirectory.PARAMS).toString());
    environment.put(AttemptProcesses.VARIABLE, directory.marker());
    return environment;
  }
}
