package dev.loopgate.tlog.witness;

/** What a witness answers: an HTTP status, a type and a text. */
record Reply(int status, String contentType, String body) {
  static final String SIZE = "text/x.tlog.size";

  static Reply cosigned(String lines) {
    return new Reply(200, "text/plain; charset=utf-8", lines);
  }

  /** The witness has not seen the log where the log believes. */
  static Reply elsewhere(long size) {
    return new Reply(409, SIZE, size + "\n");
  }

  static Reply refused(int status, String why) {
    return new Reply(status, "text/plain; charset=utf-8", why + "\n");
  }
}
