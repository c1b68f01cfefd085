package dev.loopgate.ideas.workspace;

/**
 * One file of a change.
 *
 * @param modified whether it exists on both sides
 */
record FileChange(
    String path, boolean modified, String before, String after, int added, int removed) {}
