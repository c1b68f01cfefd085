package dev.loopgate.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.contracts.access.Claims;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import io.quarkus.security.AuthenticationFailedException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTest {
  @Test
  void aPersonIsWhoTheTokenSays() {
    Principal principal = TokenPrincipal.from(token("HUMAN", "groups", Set.of("reviewer")));

    assertThat(principal)
        .isEqualTo(new Principal("alice", PrincipalKind.HUMAN, null, Set.of(Role.REVIEWER)));
  }

  @Test
  void rolesThatNobodyKnowsGiveNothing() {
    Principal principal =
        TokenPrincipal.from(token("HUMAN", "groups", Set.of("REVIEWER", "root", "")));

    assertThat(principal.roles()).isEmpty();
  }

  @Test
  void aPersonsTokenThatSomebodyActsWithIsAnAgentThatThePersonSponsors() {
    Principal principal =
        TokenPrincipal.from(token("HUMAN", Claims.ACTOR, Map.of("sub", "helper")));

    assertThat(principal.kind()).isEqualTo(PrincipalKind.AGENT);
    assertThat(principal.sponsor()).isEqualTo("alice");
  }

  @Test
  void whateverShapeTheActorHasNobodyIsAPerson() {
    Map<String, Object> nested = Map.of("sub", "helper", "act", Map.of("sub", "alice"));
    for (Object actor :
        new @Nullable Object[] {nested, "alice", "", List.of(), Map.of(), false, null}) {
      Principal principal = TokenPrincipal.from(token("HUMAN", Claims.ACTOR, actor));

      assertThat(principal.kind()).as("act %s", actor).isEqualTo(PrincipalKind.AGENT);
      assertThat(principal.sponsor()).isEqualTo("alice");
    }
  }

  @Test
  void aPersonsTokenThatIsMeantForSomebodyElseTooIsAnAgents() {
    Set<String> both = Set.of(Claims.AUDIENCE, "agent-evolve");

    assertThat(TokenPrincipal.from(token("HUMAN", "aud", both)).kind())
        .isEqualTo(PrincipalKind.AGENT);
    assertThat(TokenPrincipal.from(token("HUMAN", "aud", Set.of(Claims.AUDIENCE))).kind())
        .isEqualTo(PrincipalKind.HUMAN);
  }

  @Test
  void nobodyActsForAService() {
    assertThatThrownBy(
            () -> TokenPrincipal.from(token("SERVICE", Claims.ACTOR, Map.of("sub", "helper"))))
        .isInstanceOf(AuthenticationFailedException.class);
  }

  @Test
  void anActorDoesNotChangeWhoAnswersForAnAgent() {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sub", "robot");
    claims.put(Claims.KIND, "AGENT");
    claims.put(Claims.SPONSOR, "bob");
    claims.put(Claims.ACTOR, Map.of("sub", "alice"));

    assertThat(TokenPrincipal.from(new FakeToken(claims)).sponsor()).isEqualTo("bob");
  }

  @Test
  void howAPersonProvedWhoTheyAreIsKept() {
    Map<String, Object> claims =
        Map.of(
            "sub",
            "alice",
            Claims.KIND,
            "HUMAN",
            "iat",
            1_800_000_060L,
            "auth_time",
            1_800_000_000L,
            "acr",
            "gold",
            "amr",
            List.of("pwd", "otp"),
            "jti",
            "t-1");
    Principal principal = TokenPrincipal.from(new FakeToken(claims));

    assertThat(principal.issuedAt()).isEqualTo(Instant.ofEpochSecond(1_800_000_060L));
    assertThat(principal.authenticatedAt()).isEqualTo(Instant.ofEpochSecond(1_800_000_000L));
    assertThat(principal.acr()).isEqualTo("gold");
    assertThat(principal.amr()).containsExactlyInAnyOrder("pwd", "otp");
    assertThat(principal.tokenId()).isEqualTo("t-1");
  }

  @Test
  void aTimeThatIsNoneIsUnknown() {
    for (Object time : new Object[] {"soon", -1L, "99999999999999999999", Map.of()}) {
      assertThat(TokenPrincipal.from(token("HUMAN", "auth_time", time)).authenticatedAt()).isNull();
    }
  }

  @Test
  void breakGlassIsSpeltWithAHyphen() {
    assertThat(TokenPrincipal.from(token("HUMAN", "groups", Set.of("break-glass"))).roles())
        .containsExactly(Role.BREAK_GLASS);
    assertThat(TokenPrincipal.from(token("HUMAN", "groups", Set.of("break_glass"))).roles())
        .isEmpty();
  }

  @Test
  void anAgentKeepsItsSponsor() {
    assertThat(TokenPrincipal.from(token("AGENT", Claims.SPONSOR, "bob")).sponsor())
        .isEqualTo("bob");
  }

  @Test
  void tokensThatLeaveOpenWhoActsAreRefused() {
    for (JsonWebToken token :
        new JsonWebToken[] {
          token("AGENT", "x", "y"),
          token("AGENT", Claims.SPONSOR, " "),
          token("human", "x", "y"),
          token("ROBOT", "x", "y"),
          new FakeToken(Map.of("sub", "alice")),
          new FakeToken(Map.of(Claims.KIND, "HUMAN")),
          new FakeToken(Map.of("sub", " ", Claims.KIND, "HUMAN")),
          new FakeToken(Map.of("sub", "alice\0", Claims.KIND, "HUMAN")),
          new FakeToken(Map.of("sub", "a".repeat(256), Claims.KIND, "HUMAN")),
          token("AGENT", Claims.SPONSOR, "bob\u202E")
        }) {
      assertThatThrownBy(() -> TokenPrincipal.from(token))
          .isInstanceOf(AuthenticationFailedException.class);
    }
  }

  @Test
  void aTokenLivesAtMostAsLongAsIsSet() {
    Duration day = Duration.ofDays(1);
    assertThatCode(() -> TokenLifetimes.require(lasting(1_000, 87_400), day))
        .doesNotThrowAnyException();
    for (JsonWebToken token :
        new JsonWebToken[] {
          lasting(1_000, 87_401),
          lasting(1_000, 31_536_000_000L),
          new FakeToken(Map.of("exp", 87_400L)),
          new FakeToken(Map.of("iat", 1_000L))
        }) {
      assertThatThrownBy(() -> TokenLifetimes.require(token, day))
          .isInstanceOf(AuthenticationFailedException.class);
    }
  }

  private static JsonWebToken lasting(long from, long until) {
    return new FakeToken(Map.of("iat", from, "exp", until));
  }

  @Test
  void kindAndRoleMustBothFit() throws NoSuchMethodException {
    assertThat(allowed("vote", PrincipalKind.HUMAN, Role.REVIEWER)).isTrue();
    assertThat(allowed("vote", PrincipalKind.HUMAN, Role.ADMIN)).isFalse();
    assertThat(allowed("vote", PrincipalKind.AGENT, Role.values())).isFalse();
    assertThat(allowed("vote", PrincipalKind.SERVICE, Role.values())).isFalse();
  }

  @Test
  void withoutRolesAnyOfTheKindMay() throws NoSuchMethodException {
    assertThat(allowed("read", PrincipalKind.HUMAN)).isTrue();
    assertThat(allowed("read", PrincipalKind.SERVICE)).isFalse();
    assertThat(allowed("read", PrincipalKind.SERVICE, Role.PEER)).isTrue();
  }

  @Test
  void aMethodThatAllowsNobodyIsClosed() throws NoSuchMethodException {
    assertThat(allowed("closed", PrincipalKind.HUMAN, Role.values())).isFalse();
  }

  @Test
  void whatAClassSaysIsForItsMethodsThatSayNothing() throws NoSuchMethodException {
    Method silent = Shelf.class.getMethod("read");
    Method stricter = Shelf.class.getMethod("write");

    assertThat(allowed(silent, PrincipalKind.HUMAN, Role.AUDITOR)).isTrue();
    assertThat(allowed(silent, PrincipalKind.HUMAN, Role.ADMIN)).isFalse();
    assertThat(allowed(stricter, PrincipalKind.HUMAN, Role.ADMIN)).isTrue();
    assertThat(allowed(stricter, PrincipalKind.HUMAN, Role.AUDITOR)).isFalse();
  }

  @Allow(kind = PrincipalKind.HUMAN, roles = Role.AUDITOR)
  static class Shelf {
    public void read() {
      // Only what its class says is of interest.
    }

    @Allow(kind = PrincipalKind.HUMAN, roles = Role.ADMIN)
    public void write() {
      // Only its annotations are of interest.
    }
  }

  /** What resources declare. */
  static class Resource {
    @Allow(kind = PrincipalKind.HUMAN, roles = Role.REVIEWER)
    public void vote() {
      // Only its annotations are of interest.
    }

    @Allow(kind = PrincipalKind.HUMAN)
    @Allow(kind = PrincipalKind.SERVICE, roles = Role.PEER)
    public void read() {
      // Only its annotations are of interest.
    }

    public void closed() {
      // Only its annotations are of interest.
    }
  }

  private static boolean allowed(String method, PrincipalKind kind, Role... roles)
      throws NoSuchMethodException {
    return allowed(Resource.class.getMethod(method), kind, roles);
  }

  private static boolean allowed(Method method, PrincipalKind kind, Role... roles) {
    String sponsor = kind == PrincipalKind.AGENT ? "bob" : null;
    Principal principal = new Principal("alice", kind, sponsor, Set.of(roles));
    return AccessFilter.alternatives(method).stream()
        .anyMatch(allow -> AccessFilter.matches(allow, principal));
  }

  private static JsonWebToken token(String kind, String claim, @Nullable Object value) {
    Map<String, @Nullable Object> claims = new HashMap<>();
    claims.put("sub", "alice");
    claims.put(Claims.KIND, kind);
    claims.put(claim, value);
    return new FakeToken(claims);
  }

  private record FakeToken(Map<String, ? extends @Nullable Object> claims) implements JsonWebToken {
    @Override
    public @Nullable String getName() {
      return getClaim("sub");
    }

    @Override
    public Set<String> getClaimNames() {
      return claims.keySet();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the interface has it
    public <T> @Nullable T getClaim(String name) {
      return (T) claims.get(name);
    }
  }
}
