package dev.loopgate.worker.sandbox;

import dev.loopgate.contracts.experiments.Isolation;

/** What a stage must not be able to do to its machine, and which level promises that. */
public enum Escape {
  SYSCTLS("sysctls", "give a setting of the kernel the value that it has", Isolation.BUBBLEWRAP),
  PROC("proc", "open another file of the kernel's for writing", Isolation.BUBBLEWRAP),
  SYSFS("sysfs", "open a setting of a device or a driver for writing", Isolation.BUBBLEWRAP),
  DEVICES("devices", "open or make a device of the machine", Isolation.BUBBLEWRAP),
  MOUNTS("mounts", "mount something", Isolation.BUBBLEWRAP),
  HOST_PATHS("hostPaths", "read a path of the machine in a command line", Isolation.BUBBLEWRAP),
  KEYS("keys", "use a keyring of the kernel", Isolation.HARDENED),
  LEASES("leases", "hold a lease on a file or be told of changes", Isolation.HARDENED);

  private final String name;
  private final String what;
  private final Isolation promisedFrom;

  Escape(String name, String what, Isolation promisedFrom) {
    this.name = name;
    this.what = what;
    this.promisedFrom = promisedFrom;
  }

  /** As {@link TryEscapes} prints it. */
  public String printed() {
    return name;
  }

  /** What is tried, in words. */
  public String what() {
    return what;
  }

  boolean isPromisedBy(Isolation isolation) {
    return isolation.compareTo(promisedFrom) >= 0;
  }
}
