package dev.loopgate.ideas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.HttpMethod;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

@AnalyzeClasses(
    packages = "dev.loopgate.ideas",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().matching("dev.loopgate.ideas.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_STORES_SPEAK_SQL =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Store")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.loopgate.chassis.sql", "org.jdbi..");

  @ArchTest
  static final ArchRule STORES_SPEAK_JDBI_AND_NOT_JDBC =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql", "javax.sql", "org.postgresql..");

  @ArchTest
  static final ArchRule PROPOSING_IS_PURE =
      noClasses()
          .that()
          .haveSimpleNameStartingWith("Evolve")
          .or()
          .haveSimpleNameStartingWith("Values")
          .or()
          .haveSimpleNameStartingWith("Mutation")
          .or()
          .haveSimpleNameEndingWith("Rules")
          .or()
          .haveSimpleNameStartingWith("RuleDifferences")
          .or()
          .haveSimpleNameStartingWith("Summary")
          .or()
          .resideInAPackage("..characters..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "io.quarkus..", "java.sql..", "java.nio.file..");

  @ArchTest
  static final ArchRule TIME_AND_CHANCE_COME_IN =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class);

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_IT_IS =
      noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Mapper|Dto)");

  /** So that the contract says who may call it, and the access matrix tries it. */
  @ArchTest
  static final ArchRule EVERY_DOOR_IS_IN_THE_CONTRACT =
      methods()
          .that()
          .areMetaAnnotatedWith(HttpMethod.class)
          .should()
          .beAnnotatedWith(Operation.class);

  @ArchTest
  static void enoughWasSeen(JavaClasses seen) {
    assertThat(seen.size()).isGreaterThan(60);
  }
}
