package dev.loopgate.reviews.bundle;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * All that somebody needs who checks a decision elsewhere and trusts nothing but the log's key.
 *
 * @param envelopes DSSE envelopes over in-toto statements: the verdict if there is one, the
 *     decision
 * @param leaf the entry of the log about the decision, as it was hashed
 * @param proof that the log has this entry (tlog-proof)
 */
record DecisionBundle(
    @Schema(required = true) List<Envelope> envelopes,
    @Schema(required = true) String leaf,
    @Schema(required = true) String proof) {
  DecisionBundle {
    envelopes = List.copyOf(envelopes);
  }

  /** A DSSE v1 envelope. */
  record Envelope(
      @Schema(required = true) String payloadType,
      @Schema(required = true) String payload,
      @Schema(required = true) List<Signature> signatures) {
    Envelope {
      signatures = List.copyOf(signatures);
    }
  }

  /** A signature of an envelope; the key id is a hint only. */
  record Signature(@Nullable String keyid, @Schema(required = true) String sig) {}
}
