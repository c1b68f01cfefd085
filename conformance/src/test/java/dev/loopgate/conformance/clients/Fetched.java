package dev.loopgate.conformance.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a generated client got, one of each. */
public record Fetched(
    String idea,
    String ideaStatus,
    String proposedAt,
    String experiment,
    String experimentState,
    String review,
    String reviewState,
    String dossierDigest) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Fetched parse(String json) {
    try {
      return MAPPER.readValue(json, Fetched.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError("the client printed something else: " + json, e);
    }
  }
}
