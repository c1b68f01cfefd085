package dev.loopgate.chassis.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** For whom the rows of a feed are kept, and how long at least. */
@ConfigMapping(prefix = "loopgate.feed-retention")
public interface FeedRetentionConfig {
  /**
   * The services that follow this feed, as their tokens name them. A row is kept until each of them
   * has asked beyond it. With none, all rows are kept.
   */
  Optional<List<String>> followers();

  /** What the tokens of services have before their names, for example {@code service-account-}. */
  Optional<String> subjectPrefix();

  /** No younger row is deleted. */
  @WithDefault("7d")
  Duration age();

  /** How long between two looks for what can be deleted. */
  @WithDefault("10m")
  Duration interval();
}
