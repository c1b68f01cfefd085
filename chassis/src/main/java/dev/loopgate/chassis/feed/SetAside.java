package dev.loopgate.chassis.feed;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Says what has been told about a program and is not carried out yet, because it is set aside. */
@Singleton
public class SetAside {
  private final ParkedStore parked;

  @Inject
  SetAside(ParkedStore parked) {
    this.parked = parked;
  }

  /** Whether some event of a feed about a program waits to be taken up. */
  public boolean isAnyAbout(UUID program, String feed) {
    return parked.holdsUp(feed, program);
  }
}
