package dev.loopgate.worker;

import dev.loopgate.worker.WorkerConfig.IsolationChoice;

/** Chooses the strongest sandbox that works here, or the one that the operator demands. */
final class FindSandbox {
  private FindSandbox() {}

  static Sandbox forChoice(IsolationChoice choice) {
    return switch (choice) {
      case PROCESS -> PlainProcess.find();
      case AUTO -> Bubblewrap.find().<Sandbox>map(found -> found).orElseGet(PlainProcess::find);
      case BUBBLEWRAP ->
          Bubblewrap.find()
              .orElseThrow(() ->
                  new IllegalStateException(
                      "bubblewrap does not work here: install bwrap and allow user namespaces,"
                          + " or set LOOPGATE_ISOLATION=process"));
    };
  }
}
