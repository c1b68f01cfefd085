package dev.loopgate.reviews;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.loopgate.testkit.RulesOfServices;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.util.Comparator;
import java.util.List;

@AnalyzeClasses(packages = "dev.loopgate.reviews", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest static final ArchTests SHARED = ArchTests.in(RulesOfServices.class);

  @ArchTest
  static final ArchRule RECORDS_ARE_NARROW =
      RulesOfServices.recordsAreNarrow(
          "Plant",
          "Stop",
          "Question",
          "GlassRecord",
          "Decided",
          "PolicyTerms",
          "Terms",
          "Dossier",
          "Idea");

  @ArchTest
  static final ArchRule rulesArePure =
      classes()
          .that()
          .resideInAPackage("..reviews.rules..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "dev.loopgate.contracts..",
              "dev.loopgate.reviews.rules..");

  @ArchTest
  static void theRulesSawTheRoom(JavaClasses seen) {
    assertThat(seen.size()).isGreaterThan(40);
  }

  /** What starts later may fail, and then nobody would stop them. */
  @ArchTest
  static void nothingStartsAfterTheThreadsOfTheLog(JavaClasses seen) {
    List<JavaParameter> starts =
        seen.stream()
            .flatMap(type -> type.getMethods().stream())
            .flatMap(method -> method.getParameters().stream())
            .filter(parameter -> parameter.getRawType().isEquivalentTo(StartupEvent.class))
            .filter(parameter -> parameter.isAnnotatedWith(Observes.class))
            .sorted(Comparator.comparingInt(HouseRulesTest::priority))
            .toList();

    assertThat(starts).hasSizeGreaterThan(3);
    assertThat(starts.getLast().getOwner().getFullName()).contains("KeepLog.start(");
    assertThat(priority(starts.getLast())).isGreaterThan(priority(starts.get(starts.size() - 2)));
  }

  private static int priority(JavaParameter observer) {
    return observer
        .tryGetAnnotationOfType(Priority.class)
        .map(Priority::value)
        .orElse(ObserverMethod.DEFAULT_PRIORITY);
  }
}
