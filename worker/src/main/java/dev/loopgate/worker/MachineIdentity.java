package dev.loopgate.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names the machine, so that a replication can be sent to another one. */
final class MachineIdentity {
  private static final Path MACHINE_ID = Path.of("/etc/machine-id");

  private MachineIdentity() {}

  /** The system's own identity where there is one, else the given name. */
  static String read(String otherwise) {
    try {
      String id = Files.readString(MACHINE_ID).strip();
      return id.isEmpty() ? otherwise : id;
    } catch (IOException e) {
      return otherwise;
    }
  }
}
