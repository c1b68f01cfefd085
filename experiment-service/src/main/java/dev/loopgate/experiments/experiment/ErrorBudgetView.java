package dev.loopgate.experiments.experiment;

import dev.loopgate.experiments.verdict.ErrorBudget;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a program has spent of its error rate, and what the next idea must show. Exact numbers are
 * decimal strings.
 *
 * @param registrations t so far; each has spent its γ for ever
 * @param adopted A: ideas ever adopted
 * @param spent the sum of γ over the registrations, at most 1
 * @param left what all future registrations of the program share: 1 − spent
 * @param lifetimeErrorRate what bounds the expected share of false improvements among all ideas
 *     ever adopted: each registration weighs with the error rate that it was frozen under, and what
 *     is left with the newest. It differs from {@code errorRate} when that was changed
 * @param nextThreshold the e-value that the next registration will need, if nothing is adopted
 *     before it
 */
public record ErrorBudgetView(
    @Schema(required = true) String program,
    @Schema(required = true) String errorRate,
    @Schema(required = true) int registrations,
    @Schema(required = true) int adopted,
    @Schema(required = true) String spent,
    @Schema(required = true) String left,
    @Schema(required = true) String lifetimeErrorRate,
    @Schema(required = true) String nextThreshold) {

  /**
   * The budget as it stands.
   *
   * @param frozen the sum of α · γ over the registrations, each with its own α
   */
  static ErrorBudgetView of(
      String program, BigDecimal errorRate, int registrations, int adopted, BigDecimal frozen) {
    BigDecimal spent =
        IntStream.rangeClosed(1, registrations)
            .mapToObj(ErrorBudget::gamma)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal left = BigDecimal.ONE.subtract(spent);
    BigDecimal next = ErrorBudget.alpha(errorRate, ErrorBudget.gamma(registrations + 1), adopted);
    return new ErrorBudgetView(
        program,
        errorRate.toPlainString(),
        registrations,
        adopted,
        spent.toPlainString(),
        left.toPlainString(),
        plain(frozen.add(left.multiply(errorRate))),
        ErrorBudget.threshold(next).toPlainString());
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
