package dev.loopgate.testkit.matrix;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.testkit.TestTokens;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who knocks at every door.
 *
 * @param authorization the header's value; null sends none
 * @param kind what a service must take the caller for; null when it must take them for nobody
 */
record Caller(
    String name, @Nullable String authorization, @Nullable PrincipalKind kind, Set<Role> roles) {
  private static final String SOMEBODY = "somebody@matrix";
  private static final Role[] EVERY_ROLE = Role.values();

  /** With every role there is, so that whatever closes a door is the kind and not the role. */
  static final Caller MIGHTY_AGENT = agent("agent with every role", EVERY_ROLE);

  static final Caller MIGHTY_SERVICE = service("service with every role", EVERY_ROLE);

  static final Caller NOBODY = new Caller("none", null, null, Set.of());

  static List<Caller> all() {
    return Stream.of(nobodies(), agents(), people(), services())
        .flatMap(callers -> callers)
        .toList();
  }

  boolean isNobody() {
    return kind == null;
  }

  private static Stream<Caller> nobodies() {
    return Stream.of(
        NOBODY,
        bad("expired", TestTokens.expired(SOMEBODY, EVERY_ROLE)),
        bad("not valid yet", TestTokens.notYetValid(SOMEBODY, EVERY_ROLE)),
        bad("without an end", TestTokens.endless(SOMEBODY, EVERY_ROLE)),
        bad("for a thousand years", TestTokens.forAThousandYears(SOMEBODY, EVERY_ROLE)),
        bad("groups that are no list", TestTokens.withGroupsAsObject(SOMEBODY)),
        bad("NUL in its name", TestTokens.human(SOMEBODY + "\0", EVERY_ROLE)),
        bad("wrong audience", TestTokens.forAudience("elsewhere", SOMEBODY, EVERY_ROLE)),
        bad("wrong issuer", TestTokens.fromIssuer("elsewhere", SOMEBODY, EVERY_ROLE)),
        bad("alg none", TestTokens.unsigned(SOMEBODY, EVERY_ROLE)),
        bad("signed by another key", TestTokens.signedByAnotherKey(SOMEBODY, EVERY_ROLE)),
        bad("another key that it brings along", TestTokens.withItsOwnKey(SOMEBODY, EVERY_ROLE)),
        bad("public key as a secret", TestTokens.signedWithThePublicKey(SOMEBODY, EVERY_ROLE)),
        bad("changed after signing", TestTokens.tampered(SOMEBODY, EVERY_ROLE)),
        bad("no kind", TestTokens.ofKind(null, SOMEBODY, EVERY_ROLE)),
        bad("unknown kind", TestTokens.ofKind("human", SOMEBODY, EVERY_ROLE)),
        bad("agent without sponsor", TestTokens.ofKind("AGENT", SOMEBODY, EVERY_ROLE)),
        bad("service through an actor", TestTokens.serviceThroughActor(SOMEBODY, EVERY_ROLE)),
        bad("no token at all", "x"),
        new Caller(
            "token as a password",
            "Basic " + TestTokens.human(SOMEBODY, EVERY_ROLE),
            null,
            Set.of()));
  }

  private static Stream<Caller> agents() {
    return Stream.of(
        agent("agent"),
        agent("researching agent", Role.RESEARCHER),
        agent("agent with reviewer role", Role.REVIEWER),
        MIGHTY_AGENT,
        good(
            "human with act",
            PrincipalKind.AGENT,
            TestTokens.humanThroughActor(SOMEBODY, "robot@matrix", EVERY_ROLE),
            EVERY_ROLE),
        good(
            "human for two audiences",
            PrincipalKind.AGENT,
            TestTokens.humanForTwoAudiences(SOMEBODY, "robot@matrix", EVERY_ROLE),
            EVERY_ROLE));
  }

  private static Stream<Caller> people() {
    return Stream.concat(
        Stream.of(person("person without roles")),
        Arrays.stream(EVERY_ROLE).map(role -> person("person: " + role.spelling(), role)));
  }

  private static Stream<Caller> services() {
    return Stream.of(
        service("service without roles"),
        service("peer", Role.PEER),
        service("worker", Role.WORKER),
        MIGHTY_SERVICE);
  }

  private static Caller bad(String name, String token) {
    return new Caller(name, "Bearer " + token, null, Set.of());
  }

  private static Caller agent(String name, Role... roles) {
    return good(
        name, PrincipalKind.AGENT, TestTokens.agent("robot@matrix", SOMEBODY, roles), roles);
  }

  private static Caller person(String name, Role... roles) {
    return good(name, PrincipalKind.HUMAN, TestTokens.human(SOMEBODY, roles), roles);
  }

  private static Caller service(String name, Role... roles) {
    return good(name, PrincipalKind.SERVICE, TestTokens.service("service@matrix", roles), roles);
  }

  private static Caller good(String name, PrincipalKind kind, String token, Role... roles) {
    return new Caller(name, "Bearer " + token, kind, Set.of(roles));
  }
}
