package dev.loopgate.chassis.loop;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Knows that the service ends before Quarkus says so: that waits for the requests under way first,
 * and the long polls among them would make it wait in vain.
 */
@ApplicationScoped
public class Ending {
  private final List<Runnable> reactions = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private @Nullable Thread hook;

  /** Whether the service is about to end. */
  public boolean isBegun() {
    return begun.getCount() == 0;
  }

  /** Waits for the end, at most for some time; true when it has begun. */
  public boolean await(Duration atMost) throws InterruptedException {
    return begun.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Does something quick as soon as the service begins to end, perhaps now. */
  public void whenBegun(Runnable reaction) {
    reactions.add(reaction);
    if (isBegun()) {
      reaction.run();
    }
  }

  void start(@Observes StartupEvent started) {
    hook = Thread.ofPlatform().name("ending").unstarted(this::begin);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  void stop(@Observes ShutdownEvent stopped) {
    begin();
    try {
      if (hook != null) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException e) {
      // the whole process ends, and the hook has run or does so now
    }
  }

  /** The service begins to end now. */
  public void begin() {
    begun.countDown();
    reactions.forEach(Runnable::run);
  }
}
