package dev.loopgate.experiments;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.loopgate.testkit.RulesOfServices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;

@AnalyzeClasses(
    packages = "dev.loopgate.experiments",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest static final ArchTests SHARED = ArchTests.in(RulesOfServices.class);

  @ArchTest static final ArchRule RECORDS_ARE_NARROW = RulesOfServices.recordsAreNarrow("Attempt");

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

  @ArchTest
  static void enoughClassesWereSeen(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(60);
  }
}
