package dev.loopgate.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ws.rs.HttpMethod;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** What holds for the code of every service; each adds what holds for its own. */
public final class RulesOfServices {
  private static final int WIDEST_RECORD = 12;

  private RulesOfServices() {}

  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().matching("dev.loopgate.*.(*)..").should().beFreeOfCycles();

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
  static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
      noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Mapper|Dto)");

  /** Secrets are made where they are kept; nothing else is left to chance. */
  @ArchTest
  static final ArchRule TIME_AND_CHANCE_COME_IN_FROM_OUTSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackages("..secret..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class);

  /** So that the contract says who may call it, and the access matrix tries it. */
  @ArchTest
  static final ArchRule EVERY_DOOR_IS_IN_THE_CONTRACT =
      methods()
          .that()
          .areMetaAnnotatedWith(HttpMethod.class)
          .should()
          .beAnnotatedWith("org.eclipse.microprofile.openapi.annotations.Operation");

  /**
   * Two neighbours of one type change places unseen in a long list. What mirrors the wire is as
   * wide as that is, and a row as its table.
   *
   * @param wide simple names of rows, and of records that are written as JSON as they are
   */
  public static ArchRule recordsAreNarrow(String... wide) {
    Set<String> names = Set.of(wide);
    return classes()
        .that()
        .areRecords()
        .and()
        .haveSimpleNameNotEndingWith("View")
        .should(
            new ArchCondition<>("have at most " + WIDEST_RECORD + " components") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean isNarrow = type.reflect().getRecordComponents().length <= WIDEST_RECORD;
                events.add(
                    new SimpleConditionEvent(
                        type, isNarrow || names.contains(type.getSimpleName()), type.getName()));
              }
            });
  }
}
