package dev.loopgate.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.loopgate.contracts", importOptions = DoNotIncludeTests.class)
class ContractRulesTest {
  @ArchTest
  static final ArchRule theVocabularyIsFreeOfFrameworks =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "dev.loopgate.contracts..");

  @ArchTest
  static void theRuleSawTheVocabulary(JavaClasses seen) {
    assertThat(seen.size()).isGreaterThan(40);
  }
}
