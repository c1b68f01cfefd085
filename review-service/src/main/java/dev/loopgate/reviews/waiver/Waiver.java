package dev.loopgate.reviews.waiver;

import dev.loopgate.reviews.rules.GlassBreak;
import dev.loopgate.reviews.rules.OverrideCall;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A veto or a quorum that somebody wants set aside: one of the two is there. */
public record Waiver(UUID reviewId, @Nullable OverrideCall override, @Nullable GlassBreak glass) {}
