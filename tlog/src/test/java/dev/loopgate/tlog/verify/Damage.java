package dev.loopgate.tlog.verify;

import dev.loopgate.tlog.MemoryLog;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.TestLogs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;

/**
 * What can have been done to a copy of a log of {@value #SIZE} entries, with the checkpoints at
 * {@value #OLDER} and {@value #SIZE} kept beside it.
 */
enum Damage {
  CHECKPOINT_IS_GONE {
    @Override
    void to(Path log) throws IOException {
      Files.delete(log.resolve("checkpoint"));
    }
  },
  CHECKPOINT_IS_EMPTY {
    @Override
    void to(Path log) throws IOException {
      Files.write(log.resolve("checkpoint"), new byte[0]);
    }
  },
  SIGNATURE_IS_GONE {
    @Override
    void to(Path log) throws IOException {
      edit(log, text -> text.substring(0, text.indexOf("\n\n") + 2));
    }
  },
  SIGNATURE_IS_ANOTHER_KEYS {
    @Override
    void to(Path log) throws IOException {
      MemoryLog same = MemoryLog.of(SIZE);
      same.sign(STRANGER);
      Files.write(log.resolve("checkpoint"), same.file("checkpoint"));
    }
  },
  ORIGIN_IS_ANOTHER {
    @Override
    void to(Path log) throws IOException {
      edit(log, text -> text.replaceFirst("example.org/log", "example.org/other"));
    }
  },
  SIZE_IS_LARGER {
    @Override
    void to(Path log) throws IOException {
      edit(log, text -> text.replaceFirst("\n" + SIZE + "\n", "\n" + (SIZE + 1) + "\n"));
    }
  },
  SIZE_HAS_A_ZERO_BEFORE_IT {
    @Override
    void to(Path log) throws IOException {
      edit(log, text -> text.replaceFirst("\n" + SIZE + "\n", "\n0" + SIZE + "\n"));
    }
  },
  ROOT_IS_THAT_OF_AN_OLDER_ONE {
    @Override
    void to(Path log) throws IOException {
      String root = text(TestLogs.of(OLDER)).split("\n", -1)[2];
      edit(log, text -> text.replace(text.split("\n", -1)[2], root));
    }
  },
  CHECKPOINT_IS_THE_OLDER_ONE {
    @Override
    void to(Path log) throws IOException {
      Files.write(log.resolve("checkpoint"), TestLogs.of(OLDER).file("checkpoint"));
    }
  },
  ALL_IS_CUT_BACK {
    @Override
    void to(Path log) throws IOException {
      write(log, TestLogs.of(OLDER));
    }
  },
  HISTORY_IS_ANOTHER_FROM_THE_FIRST_ON {
    @Override
    void to(Path log) throws IOException {
      write(log, signed(1, SIZE + 1));
    }
  },
  TWO_ENTRIES_CHANGED_PLACES_AND_ALL_IS_SIGNED_AGAIN {
    @Override
    void to(Path log) throws IOException {
      MemoryLog swapped = new MemoryLog();
      swapped.append(MemoryLog.entries(1, 2));
      swapped.append(MemoryLog.entries(0, 1));
      swapped.append(MemoryLog.entries(2, SIZE));
      swapped.sign(TestLogs.SIGNER);
      write(log, swapped);
    }
  },
  THE_LAST_ENTRY_IS_ANOTHER_AND_ALL_IS_SIGNED_AGAIN {
    @Override
    void to(Path log) throws IOException {
      MemoryLog twin = MemoryLog.of(SIZE - 1);
      twin.append(MemoryLog.entries(0, 1));
      twin.sign(TestLogs.SIGNER);
      write(log, twin);
    }
  },
  BUNDLE_IS_GONE {
    @Override
    void to(Path log) throws IOException {
      Files.delete(log.resolve("tile/entries/001"));
    }
  },
  BUNDLE_IS_CUT {
    @Override
    void to(Path log) throws IOException {
      replace(log.resolve("tile/entries/001"), bytes -> Arrays.copyOf(bytes, bytes.length - 1));
    }
  },
  BUNDLE_HAS_MORE_BEHIND_IT {
    @Override
    void to(Path log) throws IOException {
      replace(log.resolve("tile/entries/001"), bytes -> Arrays.copyOf(bytes, bytes.length + 2));
    }
  },
  BUNDLE_IS_THE_ONE_BEFORE {
    @Override
    void to(Path log) throws IOException {
      byte[] first = Files.readAllBytes(log.resolve("tile/entries/000"));
      replace(log.resolve("tile/entries/001"), bytes -> first);
    }
  },
  PARTIAL_TILE_IS_GONE {
    @Override
    void to(Path log) throws IOException {
      Files.delete(log.resolve("tile/0/002.p/188"));
    }
  },
  TILE_IS_CUT {
    @Override
    void to(Path log) throws IOException {
      replace(log.resolve("tile/0/000"), bytes -> Arrays.copyOf(bytes, bytes.length - 32));
    }
  },
  TWO_HASHES_OF_A_TILE_CHANGED_PLACES {
    @Override
    void to(Path log) throws IOException {
      replace(
          log.resolve("tile/0/000"),
          bytes -> {
            byte[] swapped = bytes.clone();
            System.arraycopy(bytes, 0, swapped, 32, 32);
            System.arraycopy(bytes, 32, swapped, 0, 32);
            return swapped;
          });
    }
  },
  UPPER_TILE_IS_ANOTHER {
    @Override
    void to(Path log) throws IOException {
      replace(log.resolve("tile/1/000.p/2"), bytes -> new byte[bytes.length]);
    }
  };

  static final int SIZE = 700;
  static final int OLDER = 400;
  private static final NoteSigner STRANGER =
      NoteSigner.generate("example.org/log", new SecureRandom());

  abstract void to(Path log) throws IOException;

  private interface Edit {
    String of(String text);
  }

  private interface Replacement {
    byte[] of(byte[] bytes);
  }

  private static void edit(Path log, Edit edit) throws IOException {
    Path file = log.resolve("checkpoint");
    Files.writeString(file, edit.of(Files.readString(file)));
  }

  private static void replace(Path file, Replacement replacement) throws IOException {
    Files.write(file, replacement.of(Files.readAllBytes(file)));
  }

  private static MemoryLog signed(int from, int to) {
    MemoryLog log = new MemoryLog();
    log.append(MemoryLog.entries(from, to));
    log.sign(TestLogs.SIGNER);
    return log;
  }

  private static String text(MemoryLog log) {
    return new String(log.file("checkpoint"), StandardCharsets.UTF_8);
  }

  static void write(Path target, MemoryLog log) throws IOException {
    for (Map.Entry<String, byte[]> file : log.files.entrySet()) {
      Path path = target.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }
}
