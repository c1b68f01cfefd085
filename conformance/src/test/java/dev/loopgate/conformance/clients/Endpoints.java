package dev.loopgate.conformance.clients;

import java.util.List;

/**
 * Base addresses of the three services, without a trailing slash, and the token to read them with.
 */
public record Endpoints(String ideas, String experiments, String reviews, String token) {
  List<String> urls() {
    return List.of(ideas, experiments, reviews);
  }
}
