package dev.loopgate.ideas.idea;

/**
 * An idea that is in git and not recorded yet.
 *
 * @param patch its change as git writes it
 */
record Draft(Idea idea, String patch) {}
