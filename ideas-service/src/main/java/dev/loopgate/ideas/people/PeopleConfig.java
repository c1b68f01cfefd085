package dev.loopgate.ideas.people;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Optional;

/** {@code loopgate.people}: subjects of people who may answer for agents before they were seen. */
@ConfigMapping(prefix = "loopgate.people")
public interface PeopleConfig {
  @WithParentName
  Optional<List<String>> listed();
}
