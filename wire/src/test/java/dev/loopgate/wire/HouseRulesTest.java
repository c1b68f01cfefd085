package dev.loopgate.wire;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.loopgate.wire", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest
  static final ArchRule PLAIN_PROGRAMS_NEED_NO_FRAMEWORK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "org.jboss..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..");

  @ArchTest
  static final ArchRule NOTHING_OF_THE_LOOP_IS_KNOWN_HERE =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.loopgate..").and(not(resideInAPackage("dev.loopgate.wire.."))));

  @ArchTest
  static final ArchRule PACKAGES_DO_NOT_DEPEND_ON_EACH_OTHER_IN_CIRCLES =
      slices().matching("dev.loopgate.wire.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void enoughClassesWereSeen(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(10);
  }
}
