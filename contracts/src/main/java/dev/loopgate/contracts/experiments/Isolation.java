package dev.loopgate.contracts.experiments;

/** How well a stage was kept apart from the machine it ran on, weakest first. */
public enum Isolation {
  /** A plain process with limits on time, output and disk; nothing keeps it from the network. */
  PROCESS,
  /** bubblewrap: own namespaces, no network, read-only system, no capabilities. */
  BUBBLEWRAP,
  /** bubblewrap with a system call filter and limits on memory, processes and CPU time as well. */
  HARDENED
}
