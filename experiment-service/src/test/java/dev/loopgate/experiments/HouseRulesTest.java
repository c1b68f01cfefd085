package dev.loopgate.experiments;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import java.util.Collection;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

@AnalyzeClasses(
    packages = "dev.loopgate.experiments",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest
  static final ArchRule RULES_ARE_PURE =
      classes()
          .that()
          .resideInAPackage("..verdict..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "org.jspecify..",
              "dev.loopgate.contracts..",
              "..experiments.verdict..");

  @ArchTest
  static final ArchRule SQL_STAYS_IN_STORES =
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
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().matching("dev.loopgate.experiments.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_THINGS_DO =
      noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Mapper|Dto)$");

  @ArchTest
  static final ArchRule TIME_AND_CHANCE_COME_IN_FROM_OUTSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..secret..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.Random.class);

  /** What a service remembers outside of its database is lost when it is killed. */
  @ArchTest
  static final ArchRule NOTHING_IS_REMEMBERED_BUT_IN_THE_DATABASE =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(ApplicationScoped.class)
          .or()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Singleton.class)
          .and()
          .areDeclaredInClassesThat()
          .haveSimpleNameNotEndingWith("Reaper")
          .should()
          .beFinal()
          .andShould()
          .notHaveRawType(assignableTo(Map.class).or(assignableTo(Collection.class)));

  /** So that the contract says who may call it, and the access matrix tries it. */
  @ArchTest
  static final ArchRule EVERY_DOOR_IS_IN_THE_CONTRACT =
      methods()
          .that()
          .areMetaAnnotatedWith(HttpMethod.class)
          .should()
          .beAnnotatedWith(Operation.class);

  @ArchTest
  static void enoughClassesWereSeen(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(60);
  }
}
