package dev.loopgate.chassis.feed;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What one more try to apply an event came to.
 *
 * @param takenUp whether it is applied now
 * @param parked the event with what is wrong with it; absent when it is applied
 */
public record RetryOutcome(@Schema(required = true) boolean takenUp, @Nullable ParkedView parked) {}
