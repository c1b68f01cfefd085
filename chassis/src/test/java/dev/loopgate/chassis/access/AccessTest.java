package dev.loopgate.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.contracts.access.Claims;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import io.quarkus.security.AuthenticationFailedException;
import java.util.Arrays;
import java.util.HashMap;
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
          new FakeToken(Map.of("sub", " ", Claims.KIND, "HUMAN"))
        }) {
      assertThatThrownBy(() -> TokenPrincipal.from(token))
          .isInstanceOf(AuthenticationFailedException.class);
    }
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
    String sponsor = kind == PrincipalKind.AGENT ? "bob" : null;
    Principal principal = new Principal("alice", kind, sponsor, Set.of(roles));
    return Arrays.stream(Resource.class.getMethod(method).getAnnotationsByType(Allow.class))
        .anyMatch(allow -> AccessFilter.matches(allow, principal));
  }

  private static JsonWebToken token(String kind, String claim, Object value) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sub", "alice");
    claims.put(Claims.KIND, kind);
    claims.put(claim, value);
    return new FakeToken(claims);
  }

  private record FakeToken(Map<String, Object> claims) implements JsonWebToken {
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
