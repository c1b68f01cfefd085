package dev.loopgate.reviews;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.ws.rs.HttpMethod;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

@AnalyzeClasses(packages = "dev.loopgate.reviews", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
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
  static final ArchRule sqlIsInStores =
      noClasses()
          .that(DescribedPredicate.not(simpleNameEndingWith("Store")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.loopgate.chassis.sql", "org.jdbi..");

  @ArchTest
  static final ArchRule storesSpeakJdbiAndNotJdbc =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql", "javax.sql", "org.postgresql..");

  @ArchTest
  static final ArchRule featuresHaveNoCycles =
      slices().matching("dev.loopgate.reviews.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Mapper|Dto)");

  @ArchTest
  static final ArchRule timeComesInThroughTheConstructor =
      noClasses().should().callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule randomnessComesInThroughTheConstructor =
      noClasses().should().callMethod(UUID.class, "randomUUID");

  /** So that the contract says who may call it, and the access matrix tries it. */
  @ArchTest
  static final ArchRule everyDoorIsInTheContract =
      methods()
          .that()
          .areMetaAnnotatedWith(HttpMethod.class)
          .should()
          .beAnnotatedWith(Operation.class);

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
