package dev.loopgate.retrospect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.loopgate.retrospect");

  @Test
  void enoughClassesAreSeen() {
    assertThat(CLASSES.size()).isGreaterThan(20);
  }

  @Test
  void noFrameworkAndNoServiceIsNeeded() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "com.fasterxml.jackson..",
            "dev.loopgate.wire.json..",
            "dev.loopgate.experiments.verdict..",
            "dev.loopgate.retrospect..")
        .check(CLASSES);
  }

  @Test
  void timeAndChanceComeIn() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.SplittableRandom.class)
        .check(CLASSES);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Mapper)")
        .check(CLASSES);
  }
}
