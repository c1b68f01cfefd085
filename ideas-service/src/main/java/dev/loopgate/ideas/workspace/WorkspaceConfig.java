package dev.loopgate.ideas.workspace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the service keeps files, and where programs may come from. */
@ConfigMapping(prefix = "loopgate.workspace")
public interface WorkspaceConfig {
  /** The data directory: bare repositories in {@code git/}, tarballs in {@code workspaces/}. */
  @WithDefault(".loopgate")
  Path directory();

  /**
   * Base address of a git server that gets a copy of every commit and tag: {@code
   * <remote>/<program>.git}. It is written before a change is acknowledged, and read when the data
   * directory lost a repository.
   */
  Optional<String> remote();

  /** Which kinds of address {@code source.git} may have. */
  @WithDefault("https,http")
  List<String> gitSchemes();
}
