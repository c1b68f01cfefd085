package dev.loopgate.ideas.workspace;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** A file of a commit. */
record TreeFile(String path, FileMode mode, ObjectId blob, long size) {
  boolean isExecutable() {
    return mode.equals(FileMode.EXECUTABLE_FILE);
  }
}
