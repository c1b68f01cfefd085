package dev.loopgate.retrospect;

import org.jspecify.annotations.Nullable;

/**
 * A keep, and what can be said of it.
 *
 * @param attempt its number, counted from 1 after the baseline; crashes are not counted
 * @param claimed how much better than the keep before it, as logged
 * @param gain how much better the attempts after it are than those before it; null when nothing is
 *     known of the noise, or it was not better than the best before it
 * @param low lower end of the interval around that, wide enough for all keeps together
 * @param high upper end
 */
public record KeepFinding(
    int attempt,
    String name,
    String description,
    double value,
    double claimed,
    @Nullable Double gain,
    @Nullable Double low,
    @Nullable Double high,
    boolean standsOut) {}
