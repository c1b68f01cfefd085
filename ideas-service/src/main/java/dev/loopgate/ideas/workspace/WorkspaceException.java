package dev.loopgate.ideas.workspace;

import java.io.IOException;

/** Git or the disk failed. Nothing was acknowledged, and the same call may be made again. */
public class WorkspaceException extends RuntimeException {
  public WorkspaceException(String message, IOException cause) {
    super(message, cause);
  }

  public WorkspaceException(String message, Exception cause) {
    super(message, cause);
  }

  public WorkspaceException(String message) {
    super(message);
  }
}
