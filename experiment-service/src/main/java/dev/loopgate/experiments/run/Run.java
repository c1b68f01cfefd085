package dev.loopgate.experiments.run;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One execution of the stages of one arm with one seed.
 *
 * @param index of the pair, from 0
 * @param position 0 or 1: which arm of the pair is asked for first
 * @param failure why it failed, in words; null unless FAILED
 * @param revealed whether people may see the seed
 */
public record Run(
    UUID id,
    UUID experimentId,
    UUID programId,
    Arm arm,
    int index,
    int position,
    long seed,
    RunState state,
    @Nullable String failure,
    boolean revealed) {}
