package dev.loopgate.worker.flag;

import dev.loopgate.contracts.work.Completion.Flag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Collects what was seen and makes one flag of each kind of it, however often it was seen. */
public final class Flags {
  public static final String EVALUATOR_CHANGED = "EVALUATOR_CHANGED";
  public static final String SEALED_PATH_WRITE = "SEALED_PATH_WRITE";
  public static final String UNDECLARED_WRITE = "UNDECLARED_WRITE";
  public static final String UNSAFE_OUTPUT = "UNSAFE_OUTPUT";
  public static final String SEALED_PATH_READ = "SEALED_PATH_READ";
  public static final String NETWORK_ATTEMPT = "NETWORK_ATTEMPT";
  public static final String FORBIDDEN_CALL = "FORBIDDEN_CALL";
  public static final String CLOCK_TRICK = "CLOCK_TRICK";
  public static final String BAD_METRIC = "BAD_METRIC";
  public static final String OUTPUT_FLOOD = "OUTPUT_FLOOD";
  public static final String DISK_FLOOD = "DISK_FLOOD";
  public static final String MEMORY_FLOOD = "MEMORY_FLOOD";
  public static final String PROCESS_FLOOD = "PROCESS_FLOOD";
  public static final String CPU_FLOOD = "CPU_FLOOD";

  private static final int MAX_EVIDENCE = 1_000;
  private static final int MAX_SIGHTINGS = 10;

  private final SequencedMap<String, Sightings> seen = new LinkedHashMap<>();

  /** The first ones in words, and how many there are. */
  private static final class Sightings {
    private final List<String> first = new ArrayList<>();
    private long count;
  }

  public void raise(String kind, String evidence) {
    Sightings sightings = seen.computeIfAbsent(kind, _ -> new Sightings());
    sightings.count++;
    if (sightings.first.size() < MAX_SIGHTINGS) {
      sightings.first.add(shorten(printable(evidence), MAX_EVIDENCE));
    }
  }

  /** Counts some that are not worth words any more, because there are others before them. */
  public void more(String kind, long sightings) {
    seen.computeIfAbsent(kind, _ -> new Sightings()).count += sightings;
  }

  public boolean raised(String kind) {
    return seen.containsKey(kind);
  }

  public List<Flag> list() {
    return seen.entrySet().stream().map(Flags::flag).toList();
  }

  private static Flag flag(Map.Entry<String, Sightings> entry) {
    Sightings sightings = entry.getValue();
    String text = String.join("; ", sightings.first);
    long unsaid = sightings.count - sightings.first.size();
    String more = unsaid > 0 ? "; and %d more".formatted(unsaid) : "";
    return new Flag(entry.getKey(), shorten(text, MAX_EVIDENCE - more.length()) + more);
  }

  public static String shorten(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  /** The text with everything that a terminal or a database could stumble over made visible. */
  public static String printable(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints().forEach(point -> result.appendCodePoint(isPlain(point) ? point : '\uFFFD'));
    return result.toString();
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE -> false;
      default -> true;
    };
  }
}
