package dev.loopgate.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A service or the worker: a Java process with its own log and pid file. */
final class JavaPart implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final long LOG_LIMIT = 20L << 20;
  private static final int SIGNALLED = 128;

  private final String name;
  private final MachineFiles files;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private @Nullable Process process;

  /**
   * @param arguments of the JVM and the program: properties, {@code -jar}, …
   * @param environment what the process gets beside this one's own, for secrets too
   */
  JavaPart(
      String name, MachineFiles files, List<String> arguments, Map<String, String> environment) {
    this.name = name;
    this.files = files;
    this.arguments = List.copyOf(arguments);
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void start() throws IOException {
    Path log = files.log(name);
    rotate(log);
    ProcessBuilder builder =
        new ProcessBuilder(command())
            .directory(files.directory("run").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().remove("LOOPGATE_TOKEN");
    builder.environment().putAll(environment);
    process = builder.start();
    process.getOutputStream().close();
    new Remembered(files, name).write(new Pid(process.pid()));
  }

  /** Ctrl-C reaches the whole terminal; the launcher alone decides in which order all end. */
  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return command;
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  @Override
  public synchronized String epitaph() {
    if (process == null) {
      return "never ran";
    }
    int code = process.exitValue();
    String words = code > SIGNALLED ? "" : LastWords.of(files.log(name)).orElse("");
    return "exit code %d%s".formatted(code, words.isEmpty() ? "" : ": " + words);
  }

  @Override
  public synchronized void stop() throws IOException, InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
    new Remembered(files, name).forget();
  }
}
