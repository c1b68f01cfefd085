package dev.loopgate.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * What a log says about itself at one moment (tlog-checkpoint); signed, it is a {@link SignedNote}.
 *
 * @param origin names the log for ever; the name of its key, too
 * @param size how many entries it has
 * @param root of its tree
 * @param extensions further lines that other logs may add; ours has none
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
  public Checkpoint {
    extensions = List.copyOf(extensions);
    if (origin.isEmpty() || size < 0) {
      throw new TlogException("a checkpoint has an origin and a size of 0 or more");
    }
    List<String> lines = new ArrayList<>(extensions);
    lines.add(origin);
    if (lines.stream().anyMatch(line -> line.isEmpty() || line.indexOf('\n') >= 0)) {
      throw new TlogException("the lines of a checkpoint are not empty");
    }
  }

  public Checkpoint(String origin, long size, Hash root) {
    this(origin, size, root, List.of());
  }

  /** Reads the text of a note, without signatures. */
  public static Checkpoint parse(String text) {
    if (!text.endsWith("\n")) {
      throw new TlogException("a checkpoint ends with a newline");
    }
    List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
    if (lines.size() < 3) {
      throw new TlogException("a checkpoint has an origin, a size and a root");
    }
    return new Checkpoint(
        lines.getFirst(),
        Decimal.parse(lines.get(1), "the size of the checkpoint"),
        Hash.parse(lines.get(2)),
        lines.subList(3, lines.size()));
  }

  /** The text that is signed. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(origin).append('\n').append(size).append('\n').append(root).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  public SignedNote sign(NoteSigner signer) {
    return SignedNote.of(text()).with(signer.sign(text()));
  }
}
