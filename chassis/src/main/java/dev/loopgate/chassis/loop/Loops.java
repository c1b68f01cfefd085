package dev.loopgate.chassis.loop;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs the loops of a service: none begins another round when it ends. */
@ApplicationScoped
public class Loops {
  private final Ending ending;
  private final List<UntilStopped> started = new CopyOnWriteArrayList<>();

  @Inject
  public Loops(Ending ending) {
    this.ending = ending;
  }

  /** Does a duty again and again from now on. */
  public void start(String name, Duty duty) {
    UntilStopped loop = new UntilStopped(name, duty);
    started.add(loop);
    ending.whenBegun(loop::finish);
    loop.start();
  }

  void stop(@Observes ShutdownEvent stopped) {
    started.forEach(UntilStopped::stop);
  }
}
