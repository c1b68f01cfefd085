package dev.loopgate.chassis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.loopgate.chassis", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest
  static final ArchRule ONE_PACKAGE_KNOWS_JDBC =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.loopgate.chassis.sql")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql", "javax.sql", "org.postgresql..");

  @ArchTest
  static void enoughClassesWereSeen(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(80);
  }
}
