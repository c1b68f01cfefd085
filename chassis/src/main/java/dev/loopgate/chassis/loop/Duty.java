package dev.loopgate.chassis.loop;

/** One round of what a loop does, with the waiting that belongs to it. */
@FunctionalInterface
public interface Duty {
  void doOnce() throws InterruptedException;
}
