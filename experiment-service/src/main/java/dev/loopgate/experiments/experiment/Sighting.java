package dev.loopgate.experiments.experiment;

import java.util.UUID;

/**
 * A tripwire that shows only when the runs of an experiment are looked at together.
 *
 * @param run the one that gave it away
 * @param evidence what was seen, in words
 */
record Sighting(UUID run, String kind, String evidence) {}
