package dev.loopgate.reviews.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * Records what the peers tell, with the place in their feed and the digest of the whole event. A
 * fact on which nothing can be built is recorded as refused; whatever depends on it fails closed.
 */
@ApplicationScoped
public class Witness {
  private static final Logger LOG = Logger.getLogger(Witness.class);

  private final LogStore record;

  @Inject
  Witness(LogStore record) {
    this.record = record;
  }

  private record Fact(String source, String eventId, String digest, Object fact) {}

  private record Refused(String source, String eventId, String type, String digest, String cause) {}

  /** Appends a fact, with what is to be told once the log has it. */
  public void record(CloudEvent event, Object fact, Announcement... announcements) {
    record.append(
        event.type(), new Fact(event.source(), event.id(), digest(event), fact), announcements);
  }

  /** Of the event without free texts: they could be guessed from a digest that has no salt. */
  private static String digest(CloudEvent event) {
    return Json.digest(FreeTexts.without(Json.mapper().valueToTree(event)));
  }

  /** Records that something was told on which nothing can be built. */
  public void refuse(CloudEvent event, String reason) {
    LOG.errorf("%s %s in %s is passed over: %s", event.type(), event.id(), event.source(), reason);
    JsonNode told = FreeTexts.without(Json.mapper().valueToTree(event));
    String digest = Json.digest(Json.utf8(Json.write(told)));
    record.append(
        "event.refused", new Refused(event.source(), event.id(), event.type(), digest, reason));
  }
}
