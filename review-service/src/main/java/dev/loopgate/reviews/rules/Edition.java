package dev.loopgate.reviews.rules;

/**
 * One dossier of a review, in the order in which they were shown.
 *
 * @param carriesApprovals whether the policy lets approvals of the dossier before stay current;
 *     false for the first
 */
public record Edition(String digest, boolean carriesApprovals) {}
