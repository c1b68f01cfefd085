package dev.loopgate.testkit;

import dev.loopgate.contracts.access.Role;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** What a service has set aside, and what an operator does about it. */
public final class ParkedEvents {
  private static final String OPERATOR = TestTokens.human("operator@local", Role.OPERATOR);
  private final String address;

  /** For the service that tells the feed of this name. */
  public ParkedEvents(String feed) {
    address = "/feeds/" + feed + "/parked";
  }

  /** Why the event about a subject is set aside; {@code "-"} when it is not. */
  public String cause(Object subject) {
    return all().stream()
        .filter(event -> subject.toString().equals(event.get("subject")))
        .map(event -> (String) event.get("cause"))
        .findFirst()
        .orElse("-");
  }

  public Response retry(Object subject) {
    return operator().post(address + "/" + id(subject) + "/retry");
  }

  public Response passOver(Object subject, String reason) {
    return operator()
        .contentType("application/json")
        .body(Map.of("reason", reason))
        .post(address + "/" + id(subject) + "/pass-over");
  }

  private Object id(Object subject) {
    return all().stream()
        .filter(event -> subject.toString().equals(event.get("subject")))
        .map(event -> event.get("id"))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(subject + " is not set aside"));
  }

  private List<Map<String, Object>> all() {
    return operator()
        .get(address + "?limit=200")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items");
  }

  private static RequestSpecification operator() {
    return RestAssured.given().auth().oauth2(OPERATOR);
  }
}
