package dev.loopgate.reviews.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** An in-toto Statement v1: a predicate about things that their digests name. */
record Statement(
    @JsonProperty("_type") String type,
    List<Descriptor> subject,
    String predicateType,
    Object predicate) {
  private static final String TYPE = "https://in-toto.io/Statement/v1";

  /** An in-toto ResourceDescriptor. */
  record Descriptor(String name, Map<String, String> digest) {
    /** A descriptor of what a digest {@code sha256:<hex>} names. */
    static Descriptor of(String name, String digest) {
      int colon = digest.indexOf(':');
      return new Descriptor(name, Map.of(digest.substring(0, colon), digest.substring(colon + 1)));
    }
  }

  static Statement of(List<Descriptor> subject, String predicateType, Object predicate) {
    return new Statement(TYPE, List.copyOf(subject), predicateType, predicate);
  }
}
