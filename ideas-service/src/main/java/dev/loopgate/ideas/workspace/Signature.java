package dev.loopgate.ideas.workspace;

import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * Who made a commit and when. Both come from the fact that is being recorded, so that writing the
 * same fact again gives the same commit.
 */
public record Signature(String subject, Instant at) {
  PersonIdent ident() {
    String address = subject.contains("@") ? subject : subject + "@loopgate";
    return new PersonIdent(subject, address, at, ZoneOffset.UTC);
  }
}
