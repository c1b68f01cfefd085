package dev.loopgate.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.wire.json.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The ways in which an event of a peer can be of no use, told about one program. */
public enum Unusable {
  /** Its data is something else. */
  UNREADABLE("UNREADABLE") {
    @Override
    void tell(FakePeer peer, String type, ObjectNode good, String part, Told told) {
      peer.tell(type, told.subject(), List.of(), told.envelope());
    }
  },
  /** A part that must be there is null. */
  NULL_FIELD("UNREADABLE") {
    @Override
    void tell(FakePeer peer, String type, ObjectNode good, String part, Told told) {
      good.putNull(part);
      peer.tell(type, told.subject(), good, told.envelope());
    }
  },
  /** Of a type that comes later, and nobody may ignore it; after one that may be ignored. */
  UNKNOWN("UNKNOWN") {
    @Override
    void tell(FakePeer peer, String type, ObjectNode good, String part, Told told) {
      peer.tell("type.of-the-future", UUID.randomUUID(), Map.of(), told.envelope());
      peer.tell(
          "type.of-the-future",
          told.subject(),
          Map.of(),
          Map.of("programid", told.program(), "mustunderstand", true));
    }
  };

  private final String cause;

  Unusable(String cause) {
    this.cause = cause;
  }

  /** Why a service sets it aside. */
  public String cause() {
    return cause;
  }

  record Told(UUID subject, UUID program) {
    Map<String, Object> envelope() {
      return Map.of("programid", program);
    }
  }

  abstract void tell(FakePeer peer, String type, ObjectNode good, String part, Told told);

  /**
   * Tells it and returns its subject.
   *
   * @param good what the event would be if it was fine
   * @param part of that, which must be there
   */
  public UUID tell(FakePeer peer, String type, Object good, String part, UUID program) {
    Told told = new Told(UUID.randomUUID(), program);
    tell(peer, type, Json.mapper().valueToTree(good), part, told);
    return told.subject();
  }
}
