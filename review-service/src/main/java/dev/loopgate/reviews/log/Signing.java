package dev.loopgate.reviews.log;

import dev.loopgate.tlog.DsseEnvelope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Signs statements with the log's key. What DSSE signs can never be taken for a checkpoint. */
@ApplicationScoped
public class Signing {
  private final LogConfig config;

  @Inject
  Signing(LogConfig config) {
    this.config = config;
  }

  public DsseEnvelope sign(String payloadType, byte[] payload) {
    return DsseEnvelope.of(payloadType, payload).sign(LogKey.of(config).load());
  }

  /** The name of the log, which is that of its key. */
  public String origin() {
    return LogKey.of(config).load().key().name();
  }
}
