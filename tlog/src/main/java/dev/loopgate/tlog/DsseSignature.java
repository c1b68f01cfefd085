package dev.loopgate.tlog;

import org.jspecify.annotations.Nullable;

/**
 * One signature of an envelope.
 *
 * @param keyid a hint about whose it is, which nobody vouches for
 * @param sig base64
 */
public record DsseSignature(@Nullable String keyid, String sig) {}
