package dev.loopgate.contracts.ideas;

/**
 * Something about an idea that a person should know before anything else.
 *
 * @param kind for example {@code HIDDEN_CHARACTERS}
 * @param evidence where it is and what, in printable words, at most 1,000 characters
 */
public record IdeaFlag(String kind, String evidence) {}
