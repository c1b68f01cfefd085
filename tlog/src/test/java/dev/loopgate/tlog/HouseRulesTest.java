package dev.loopgate.tlog;

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
          .importPackages("dev.loopgate.tlog");

  @Test
  void enoughClassesAreSeen() {
    assertThat(CLASSES.size()).isGreaterThan(20);
  }

  @Test
  void nothingButTheJdkIsNeeded() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "com.sun.net.httpserver..", "org.jspecify..", "dev.loopgate.tlog..")
        .check(CLASSES);
  }

  @Test
  void theTimeComesFromOutside() {
    noClasses().should().callMethod(java.time.Instant.class, "now").check(CLASSES);
  }
}
