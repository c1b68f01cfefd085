package dev.loopgate.ideas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.loopgate.testkit.RulesOfServices;

@AnalyzeClasses(
    packages = "dev.loopgate.ideas",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest static final ArchTests SHARED = ArchTests.in(RulesOfServices.class);

  @ArchTest
  static final ArchRule RECORDS_ARE_NARROW =
      RulesOfServices.recordsAreNarrow("Idea", "Generation", "RuleChange");

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
  static void enoughWasSeen(JavaClasses seen) {
    assertThat(seen.size()).isGreaterThan(60);
  }
}
