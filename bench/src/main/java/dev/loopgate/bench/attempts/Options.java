package dev.loopgate.bench.attempts;

/**
 * How much is measured.
 *
 * @param warmUp attempts before the measurement, so that the compilers are done
 * @param attempts that are measured
 * @param connections requests that the worker has open at once
 */
record Options(int ideas, int connections, int warmUp, int attempts, int peerJobs) {
  private static final Options USUAL = new Options(40, 16, 1_000, 3_000, 20_000);

  static Options parse(String[] arguments) {
    Options options = USUAL;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options = options.with(arguments[i], Integer.parseInt(arguments[i + 1]));
    }
    return options;
  }

  private Options with(String name, int value) {
    return switch (name) {
      case "--ideas" -> new Options(value, connections, warmUp, attempts, peerJobs);
      case "--connections" -> new Options(ideas, value, warmUp, attempts, peerJobs);
      case "--warm-up" -> new Options(ideas, connections, value, attempts, peerJobs);
      case "--attempts" -> new Options(ideas, connections, warmUp, value, peerJobs);
      case "--peer-jobs" -> new Options(ideas, connections, warmUp, attempts, value);
      default -> throw new IllegalArgumentException(name + " is no option");
    };
  }
}
