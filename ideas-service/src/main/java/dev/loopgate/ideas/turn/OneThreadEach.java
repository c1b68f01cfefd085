package dev.loopgate.ideas.turn;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Runs work on virtual threads: at most one for each key, and not too many at once. */
public final class OneThreadEach<K> {
  private final String name;
  private final Semaphore room;
  private final Set<K> busy = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /**
   * For one kind of work.
   *
   * @param name of the threads
   * @param most how many may run at once
   */
  public OneThreadEach(String name, int most) {
    this.name = name;
    this.room = new Semaphore(most);
  }

  /** Starts work; does nothing while there is some for that key, or too much altogether. */
  public void start(K key, Runnable work) {
    if (!room.tryAcquire()) {
      return;
    }
    if (!busy.add(key)) {
      room.release();
      return;
    }
    Thread.ofVirtual().name(name).start(() -> run(key, work));
  }

  private void run(K key, Runnable work) {
    threads.add(Thread.currentThread());
    try {
      work.run();
    } finally {
      threads.remove(Thread.currentThread());
      busy.remove(key);
      room.release();
    }
  }

  public void interrupt() {
    threads.forEach(Thread::interrupt);
  }
}
