package dev.loopgate.worker.process;

/** The processes of a stage, to be watched while it runs and to be gone when it has ended. */
public interface StageProcesses {
  Family family();

  /** How many of the family are the sandbox's own. */
  int attendants();

  /**
   * Ends everything that is left and returns when it is gone.
   *
   * @return how many there were besides the stage's own process, as far as it is known
   */
  int end() throws InterruptedException;
}
