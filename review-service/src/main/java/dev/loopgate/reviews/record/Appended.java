package dev.loopgate.reviews.record;

import java.util.UUID;

/** Fired inside the service for each entry that was appended, in the transaction that did. */
public record Appended(UUID entryId, String kind) {}
