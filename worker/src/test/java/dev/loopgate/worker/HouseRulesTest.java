package dev.loopgate.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.loopgate.worker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().matching("dev.loopgate.worker.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOTHING_NEEDS_THE_ENTRY =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.loopgate.worker")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.loopgate.worker");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_THINGS_DO =
      noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Mapper|Dto)$");

  @ArchTest
  static final ArchRule A_WORKER_NEEDS_NO_FRAMEWORK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "java.sql..");

  @ArchTest
  static final ArchRule ONLY_THE_ENTRY_READS_THE_ENVIRONMENT =
      noClasses()
          .that()
          .doNotHaveSimpleName("WorkerMain")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static void enoughClassesWereSeen(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(50);
  }
}
