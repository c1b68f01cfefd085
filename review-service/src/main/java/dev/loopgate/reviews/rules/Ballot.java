package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.reviews.VoteCast;

/** What the rules need to know of a vote. */
public record Ballot(String voter, VoteCast.Value value, String dossierDigest) {}
