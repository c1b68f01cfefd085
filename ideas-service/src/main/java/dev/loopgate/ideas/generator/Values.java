package dev.loopgate.ideas.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.loopgate.contracts.ideas.ProgramSpec.Parameter;
import dev.loopgate.wire.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;

/**
 * The values that a declared parameter can have: places between 0 and 1 on its scale, or a choice.
 */
record Values(Parameter parameter) {
  private static final MathContext SHORT = new MathContext(2, RoundingMode.HALF_UP);

  boolean isChoice() {
    return parameter.choices() != null;
  }

  List<JsonNode> choices() {
    return Objects.requireNonNullElse(parameter.choices(), List.<Object>of()).stream()
        .<JsonNode>map(choice -> Json.mapper().valueToTree(choice))
        .toList();
  }

  /** Where a number is between the lowest (0) and the highest (1). */
  double place(JsonNode value) {
    double low = scaled(min());
    double high = scaled(max());
    double at = scaled(value.decimalValue());
    return Math.clamp((at - low) / (high - low), 0, 1);
  }

  /** The number at a place, in few digits. */
  JsonNode at(double place) {
    double low = scaled(min());
    double high = scaled(max());
    double at = low + Math.clamp(place, 0, 1) * (high - low);
    BigDecimal value = BigDecimal.valueOf(isLog() ? Math.exp(at) : at);
    if (Boolean.TRUE.equals(parameter.integer())) {
      BigDecimal whole = within(value.setScale(0, RoundingMode.HALF_UP));
      return LongNode.valueOf(whole.longValue());
    }
    return DecimalNode.valueOf(
        new BigDecimal(within(value.round(SHORT)).stripTrailingZeros().toPlainString()));
  }

  /** One spelling for equal values. */
  static String text(JsonNode value) {
    return value.isNumber()
        ? value.decimalValue().stripTrailingZeros().toPlainString()
        : value.asText();
  }

  private BigDecimal within(BigDecimal value) {
    return value.max(min()).min(max());
  }

  private double scaled(BigDecimal value) {
    return isLog() ? Math.log(value.max(min()).doubleValue()) : value.doubleValue();
  }

  private boolean isLog() {
    return "log".equals(parameter.scale());
  }

  private BigDecimal min() {
    return Objects.requireNonNull(parameter.min());
  }

  private BigDecimal max() {
    return Objects.requireNonNull(parameter.max());
  }
}
