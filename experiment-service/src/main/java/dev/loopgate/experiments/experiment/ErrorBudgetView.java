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
    @Schema(required = true) String nextThreshold) {

  static ErrorBudgetView of(String program, BigDecimal errorRate, int registrations, int adopted) {
    BigDecimal spent =
        IntStream.rangeClosed(1, registrations)
            .mapToObj(ErrorBudget::gamma)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal next = ErrorBudget.alpha(errorRate, ErrorBudget.gamma(registrations + 1), adopted);
    return new ErrorBudgetView(
        program,
        errorRate.toPlainString(),
        registrations,
        adopted,
        spent.toPlainString(),
        BigDecimal.ONE.subtract(spent).toPlainString(),
        ErrorBudget.threshold(next).toPlainString());
  }
}
