package dev.loopgate.reviews.rules;

import java.time.Instant;

/** One person's call to decide one dossier without the people that the policy asks for. */
public record GlassBreak(String person, String dossierDigest, String reason, Instant calledAt) {}
