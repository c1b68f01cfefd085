package dev.loopgate.tlog.verify;

import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TlogException;

/**
 * Something in a log that is not as it was logged.
 *
 * @param file its path below the prefix of the log
 * @param detail a sentence with the index of the entry, where there is one
 */
public record Finding(String file, String detail) {
  static Finding of(TilePath path, TlogException e) {
    return new Finding(path.toString(), sentence(path, e));
  }

  /** The message without the path that it begins with. */
  private static String sentence(TilePath path, TlogException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(path + " ")
        ? message.substring(path.toString().length() + 1)
        : message;
  }

  @Override
  public String toString() {
    return file + ": " + detail;
  }
}
