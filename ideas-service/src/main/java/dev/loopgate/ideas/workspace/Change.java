package dev.loopgate.ideas.workspace;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A change of a baseline that passed all checks.
 *
 * @param tree the files with the change
 * @param patch the change as git itself writes it, without anything a proposer put around it
 * @param changedLines added plus removed lines; one of more than 200 characters counts as several
 * @param summary what changed, in a few words
 * @param normalisedDigest equal for changes that end in the same files but for white space and the
 *     layout of JSON
 */
public record Change(
    ObjectId tree,
    String patch,
    List<String> changedPaths,
    int changedLines,
    String summary,
    String normalisedDigest) {
  public Change {
    changedPaths = List.copyOf(changedPaths);
  }
}
