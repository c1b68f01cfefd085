package dev.loopgate.worker.sandbox;

import dev.loopgate.worker.layout.AttemptDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a worker that is root makes a sandbox as an ordinary user. Root without capabilities still
 * owns the machine's files and settings, so root is left before the sandbox is made. Where that
 * user cannot go, the few folders that it needs are shown at a place that it can reach, in a mount
 * namespace that only this stage has.
 *
 * @param programs that make the mount namespace, show a folder in it and leave root
 * @param stage where the folder of a stage is shown
 * @param java where the worker's JDK is shown
 */
record StepDown(List<String> programs, Path stage, Path java) {
  static final List<String> NEEDED = List.of("unshare", "mount", "setpriv");
  private static final List<String> PLACES = List.of("/mnt", "/media", "/srv", "/opt", "/home");
  private static final String SCRIPT =
      """
      mount=$1
      shift
      unset PWD OLDPWD
      while [ "$1" != -- ]; do
        "$mount" --bind "$1" "$2" || exit 1
        shift 2
      done
      shift
      exec "$@"
      """;

  StepDown {
    programs = List.copyOf(programs);
  }

  /** Empty where a program or a place is missing. */
  static Optional<StepDown> find() {
    List<String> programs = NEEDED.stream().flatMap(name -> Programs.find(name).stream()).toList();
    List<Path> places =
        PLACES.stream()
            .map(Path::of)
            .filter(Files::isDirectory)
            .filter(place -> !Programs.javaHome().startsWith(place))
            .toList();
    return programs.size() < NEEDED.size() || places.size() < 2
        ? Optional.empty()
        : Optional.of(new StepDown(programs, places.getFirst(), places.get(1)));
  }

  /** Words before the command that makes the sandbox. */
  List<String> words(AttemptDirectory directory) {
    List<String> line = new ArrayList<>(List.of(programs.get(0), "--mount"));
    line.addAll(List.of("--propagation", "private", "--", "/bin/sh", "-c", SCRIPT, "show"));
    line.add(programs.get(1));
    line.addAll(List.of(directory.stage().toString(), stage.toString()));
    if (!Programs.isJavaOfTheSystem()) {
      line.addAll(List.of(Programs.javaHome().toString(), java.toString()));
    }
    String user = Integer.toString(StageUser.of(directory).number());
    line.addAll(List.of("--", programs.get(2), "--reuid", user, "--regid", user));
    line.addAll(List.of("--clear-groups", "--inh-caps=-all", "--"));
    return line;
  }
}
