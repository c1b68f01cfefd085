package dev.loopgate.reviews;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.HttpMethod;
import java.time.Instant;
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
          .haveFullyQualifiedName("java.sql.PreparedStatement");

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
}
