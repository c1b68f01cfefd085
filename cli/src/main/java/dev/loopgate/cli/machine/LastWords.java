package dev.loopgate.cli.machine;

import dev.loopgate.wire.text.Plain;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Why a process ended, in the words of its own log. */
final class LastWords {
  private static final int TAIL = 1 << 16;
  private static final int LONGEST = 400;
  private static final Pattern COMPLAINT =
      Pattern.compile("(?m)^(?!\\s+at ).*\\b[\\w.$]+(?:Exception|Error): (\\S.*)$");

  private LastWords() {}

  /** The last complaint without the names of classes; empty when there is none. */
  static Optional<String> of(Path log) {
    try {
      return of(tail(log));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<String> of(String log) {
    return COMPLAINT
        .matcher(log)
        .results()
        .reduce((earlier, later) -> later)
        .map((MatchResult last) -> Plain.storable(last.group(1).strip(), LONGEST));
  }

  private static String tail(Path log) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - TAIL));
      byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
