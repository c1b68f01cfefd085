package dev.loopgate.reviews.policy;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.loopgate.contracts.reviews.ReviewKind;
import java.util.Optional;

/**
 * CEL over the facts of one kind of review. Expressions are short, their loops are bounded and
 * their regular expressions are linear, so that no policy can keep the service busy.
 */
final class Language {
  static final int LONGEST = 2_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(32)
          .maxParseErrorRecoveryLimit(5)
          .comprehensionMaxIterations(100_000)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  private final CelCompiler compiler;

  private Language(FactTypes types) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(types)
            .setResultType(SimpleType.BOOL);
    types.groups().forEach(builder::addVar);
    compiler = builder.build();
  }

  static Language of(ReviewKind kind) {
    return new Language(FactTypes.of(kind));
  }

  /** The language of {@code copyWhen}, which knows what changed as well. */
  static Language ofChange(ReviewKind kind) {
    return new Language(FactTypes.ofChange(kind));
  }

  /** What is ready to be evaluated; empty, and faults at the pointer, when no type fits. */
  Optional<CelRuntime.Program> compile(String expression, String pointer, Faults faults) {
    CelValidationResult result = compiler.compile(expression);
    if (result.hasError()) {
      result.getErrors().forEach(issue -> faults.add(fault(pointer, issue)));
      return Optional.empty();
    }
    try {
      return Optional.of(RUNTIME.createProgram(result.getAst()));
    } catch (CelValidationException | CelEvaluationException e) {
      faults.add(pointer, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Faults.Fault fault(String pointer, CelIssue issue) {
    return new Faults.Fault(
        pointer,
        Math.max(issue.getSourceLocation().getLine() - 1, 0),
        Math.max(issue.getSourceLocation().getColumn(), 0),
        issue.getMessage());
  }
}
