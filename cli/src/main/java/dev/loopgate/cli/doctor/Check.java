package dev.loopgate.cli.doctor;

/**
 * One thing that Loopgate wants of a machine.
 *
 * @param detail what was found
 * @param remedy how to get it, in one sentence; empty when there is nothing to do
 */
record Check(String name, boolean ok, String detail, String remedy) {

  static Check fine(String name, String detail) {
    return new Check(name, true, detail, "");
  }

  static Check missing(String name, String detail, String remedy) {
    return new Check(name, false, detail, remedy);
  }
}
