package dev.loopgate.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
  private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final VerifiedTokens<String, String> tokens = new VerifiedTokens<>(now::get, 2);

  @Test
  void aVerifiedTokenIsFoundUntilItExpires() {
    tokens.remember("rules", "token", "ada", START.plusSeconds(60));
    now.set(START.plusSeconds(59));
    assertThat(tokens.find("rules", "token")).contains("ada");
    now.set(START.plusSeconds(60));
    assertThat(tokens.find("rules", "token")).isEmpty();
  }

  @Test
  void aTokenThatLivesLongIsVerifiedAgainAfterAWhile() {
    tokens.remember("rules", "token", "ada", START.plus(Duration.ofDays(30)));
    now.set(START.plus(VerifiedTokens.LONGEST));
    assertThat(tokens.find("rules", "token")).isEmpty();
  }

  @Test
  void aTokenThatDiffersInOneLetterIsNotKnown() {
    tokens.remember("rules", "token", "ada", START.plusSeconds(60));
    assertThat(tokens.find("rules", "tokeN")).isEmpty();
  }

  @Test
  void whatOtherRulesVerifiedIsNotKnown() {
    tokens.remember("rules", "token", "ada", START.plusSeconds(60));
    assertThat(tokens.find("another key", "token")).isEmpty();
  }

  @Test
  void theLeastUsedTokenIsForgottenFirst() {
    tokens.remember("rules", "first", "ada", START.plusSeconds(60));
    tokens.remember("rules", "second", "grace", START.plusSeconds(60));
    assertThat(tokens.find("rules", "first")).contains("ada");
    tokens.remember("rules", "third", "eve", START.plusSeconds(60));
    assertThat(tokens.find("rules", "second")).isEmpty();
    assertThat(tokens.find("rules", "first")).contains("ada");
  }
}
