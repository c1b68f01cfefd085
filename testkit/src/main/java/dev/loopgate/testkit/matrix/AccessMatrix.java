package dev.loopgate.testkit.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.testkit.matrix.Knock.Answer;
import dev.loopgate.wire.json.Json;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Operation by operation and caller by caller: what the running service does is what its OpenAPI
 * document declares, and everything else is closed.
 */
public final class AccessMatrix {
  private final Knock knock = new Knock("http://127.0.0.1:" + RestAssured.port);
  private final List<Door> doors =
      Door.in(Json.read(RestAssured.get("/q/openapi?format=json").asString(), JsonNode.class));

  /**
   * Fails with every cell that is not as declared.
   *
   * @param leastOperations so that no matrix passes on nothing
   */
  public void verify(int leastOperations) {
    assertThat(doors).as("operations in /q/openapi").hasSizeGreaterThanOrEqualTo(leastOperations);
    assertThat(doors)
        .as("operations without x-loopgate-allow: give them an operationId and @Allow")
        .allMatch(door -> door.allowed() != null);
    List<String> wrong = new ArrayList<>();
    List<Caller> callers = Caller.all();
    for (Door door : doors) {
      for (Caller caller : callers) {
        String fault = fault(door, caller, knock.at(door, caller));
        if (fault != null) {
          wrong.add("%s as %s: %s".formatted(door.operation(), caller.name(), fault));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** No other spelling, method or header opens what is closed. */
  public void verifyDetours() {
    Detours detours = new Detours(knock);
    assertThat(doors.stream().flatMap(door -> detours.open(door).stream()).toList()).isEmpty();
  }

  /** What is served besides the operations, and that nothing else is. */
  public void verifyOtherAddresses() {
    OtherAddresses.verify(knock);
  }

  /** Operation ids that change something and that this kind of principal may call. */
  public Set<String> changesOpenTo(PrincipalKind kind) {
    return doors.stream()
        .filter(Door::changesSomething)
        .filter(door -> door.isOpenTo(kind))
        .map(Door::operation)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable String fault(Door door, Caller caller, Answer answer) {
    if (caller.isNobody()) {
      return answer.status() == 401
              && answer.problem().equals("unauthenticated")
              && answer.challenges()
          ? null
          : "expected 401 with a challenge, got " + answer;
    }
    if (!door.admits(caller)) {
      return answer.isForbidden() ? null : "expected 403 forbidden, got " + answer;
    }
    boolean refused = answer.status() == 401 || answer.isForbidden() || answer.status() >= 500;
    return refused ? "expected to get in, got " + answer : null;
  }
}
