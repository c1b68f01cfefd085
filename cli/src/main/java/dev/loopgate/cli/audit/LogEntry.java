package dev.loopgate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One entry of the log.
 *
 * @param index its place, from 0
 * @param kind what happened, for example {@code vote.cast}
 * @param at when, a UTC instant
 * @param fact what happened; what a peer told is taken out of its envelope
 */
record LogEntry(long index, String kind, String at, JsonNode fact) {
  static LogEntry of(long index, JsonNode leaf) {
    JsonNode entry = leaf.path("entry");
    return new LogEntry(
        index,
        leaf.path("kind").asText(),
        leaf.path("at").asText(),
        entry.path("fact").isObject() ? entry.path("fact") : entry);
  }

  /** Text at a JSON pointer; empty when there is none. */
  String text(String pointer) {
    JsonNode value = fact.at(pointer);
    return value.isNull() ? "" : value.asText();
  }

  /** Number at a JSON pointer; 0 when there is none. */
  long number(String pointer) {
    return fact.at(pointer).asLong();
  }

  boolean has(String pointer, String value) {
    return !value.isEmpty() && text(pointer).equals(value);
  }
}
