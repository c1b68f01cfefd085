package dev.loopgate.worker.outputs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.wire.json.Json;
import dev.loopgate.worker.flag.Flags;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads what a stage logged. The files come from code that nobody trusts: a bad line is noted and
 * passed over, and nothing in them can make the worker fail.
 */
public final class LoggedValues {
  private static final long MAX_BYTES = 1L << 20;
  private static final int MAX_LINE = 10_000;
  private static final int MAX_VALUES = 10_000;
  private static final int MAX_KEY = 250;
  private static final int MAX_PARAM = 6_000;
  private static final int MAX_DIGITS = 50;
  private static final int MAX_SCALE = 400;
  private static final int MAX_NOTES = 5;
  private static final ObjectReader READER =
      Json.mapper()
          .reader()
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  private final Flags flags;
  private final Map<Place, MetricPoint> metrics = new LinkedHashMap<>();
  private final Set<Place> disputed = new HashSet<>();
  private final Map<String, String> params = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private int badLines;

  /** What one value can be logged for. */
  private record Place(String key, long step) {}

  public LoggedValues(Flags flags) {
    this.flags = flags;
  }

  /** What was logged once; where two values contradict each other, neither counts. */
  List<MetricPoint> metrics() {
    return metrics.entrySet().stream()
        .filter(entry -> !disputed.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Whether the same value was logged twice, and differently. */
  boolean contradicts() {
    return !disputed.isEmpty();
  }

  Map<String, String> params() {
    return params;
  }

  /** What was wrong, in words; empty when nothing was. */
  String complaint() {
    if (badLines == 0) {
      return "";
    }
    return "%d logged lines were passed over: %s.".formatted(badLines, String.join("; ", notes));
  }

  public void readMetrics(Path file) {
    int number = 0;
    for (String line : lines(file, this::badMetric)) {
      metric(++number, line);
    }
  }

  public void readParams(Path file) {
    int number = 0;
    for (String line : lines(file, this::bad)) {
      param(++number, line);
    }
  }

  private static List<String> lines(Path file, Consumer<String> bad) {
    String fault = "cannot be read";
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return List.of();
      }
      fault = fault(file);
      if (fault.isEmpty()) {
        return bounded(file).lines().filter(line -> !line.isBlank()).toList();
      }
    } catch (IOException e) {
      fault = "cannot be read";
    }
    bad.accept(file.getFileName() + " " + fault);
    return List.of();
  }

  /** Whoever still writes to it may, without more being read. */
  private static String bounded(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return new String(in.readNBytes((int) MAX_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static String fault(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return "is no plain file";
    }
    return Files.size(file) > MAX_BYTES ? "is larger than %d bytes".formatted(MAX_BYTES) : "";
  }

  private void metric(int number, String line) {
    Optional<JsonNode> node = parse(line).filter(LoggedValues::hasKey);
    Optional<BigDecimal> value = node.flatMap(entry -> finite(entry.path("value")));
    if (node.isEmpty() || value.isEmpty() || metrics.size() >= MAX_VALUES) {
      badMetric(
          "metric line %d has no key with a finite number: %s".formatted(number, excerpt(line)));
      return;
    }
    JsonNode step = node.get().path("step");
    long at = step.canConvertToLong() ? Math.max(0, step.asLong()) : 0;
    Place place = new Place(node.get().path("key").textValue(), at);
    put(place, new MetricPoint(place.key(), value.get().toString(), at), number);
  }

  private void put(Place place, MetricPoint point, int number) {
    MetricPoint before = metrics.putIfAbsent(place, point);
    if (before != null
        && new BigDecimal(before.value()).compareTo(new BigDecimal(point.value())) != 0) {
      disputed.add(place);
      badMetric(
          "metric line %d says %s = %s at step %d, where another says %s"
              .formatted(number, place.key(), point.value(), place.step(), before.value()));
    }
  }

  private void badMetric(String note) {
    flags.raise(Flags.BAD_METRIC, note);
    bad(note);
  }

  private void param(int number, String line) {
    Optional<JsonNode> node =
        parse(line).filter(LoggedValues::hasKey).filter(entry -> isText(entry.path("value")));
    if (node.isEmpty() || params.size() >= MAX_VALUES) {
      bad("param line %d has no key with a short value: %s".formatted(number, excerpt(line)));
      return;
    }
    params.put(node.get().path("key").textValue(), node.get().path("value").asText());
  }

  private static Optional<JsonNode> parse(String line) {
    if (line.length() > MAX_LINE) {
      return Optional.empty();
    }
    try {
      return Optional.of(READER.readTree(line)).filter(JsonNode::isObject);
    } catch (JsonProcessingException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean hasKey(JsonNode node) {
    String key = node.path("key").textValue();
    return key != null
        && !key.isBlank()
        && key.length() <= MAX_KEY
        && Flags.printable(key).equals(key);
  }

  private static boolean isText(JsonNode value) {
    return value.isValueNode()
        && !value.isNull()
        && value.asText().length() <= MAX_PARAM
        && value.asText().chars().noneMatch(Character::isISOControl);
  }

  private static Optional<BigDecimal> finite(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(value.decimalValue()).filter(LoggedValues::isSane);
    }
    return Optional.ofNullable(value.textValue())
        .filter(text -> text.matches("[+-]?[0-9]{1,50}(\\.[0-9]{1,50})?([eE][+-]?[0-9]{1,3})?"))
        .map(BigDecimal::new)
        .filter(LoggedValues::isSane);
  }

  private static boolean isSane(BigDecimal value) {
    return value.precision() <= MAX_DIGITS
        && Math.abs((long) value.scale()) <= MAX_SCALE
        && Double.isFinite(value.doubleValue());
  }

  private void bad(String note) {
    badLines++;
    if (notes.size() < MAX_NOTES) {
      notes.add(note);
    }
  }

  private static String excerpt(String line) {
    return Flags.shorten(Flags.printable(line), 60);
  }
}
