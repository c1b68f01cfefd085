package dev.loopgate.worker;

import static dev.loopgate.worker.AttackedWorker.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a stage does to the machine and to its neighbours, tried by common programs and perl. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WaysOut {
  private static final List<Path> SETTINGS =
      List.of(
          Path.of("/proc/sys/kernel/core_pattern"),
          Path.of("/proc/sys/fs/lease-break-time"),
          Path.of("/proc/sys/vm/overcommit_memory"));

  private final int user;
  private final Isolation label;
  private AttackedWorker worker;

  WaysOut(int user, Isolation label) {
    this.user = user;
    this.label = label;
  }

  @BeforeAll
  void start() throws Exception {
    worker = AttackedWorker.of(user, label.name().toLowerCase(Locale.ROOT));
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (worker != null) {
      worker.stop();
    }
  }

  private boolean isFiltered() {
    return label == Isolation.HARDENED;
  }

  /** Each gets the value that it has: where this succeeds, it does no harm. */
  @Test
  void settingsOfTheKernelCannotBeWritten() throws Exception {
    List<String> before = settings();
    String log =
        worker.attack(
            """
            for f in kernel/core_pattern fs/lease-break-time vm/overcommit_memory; do
              v=$(cat /proc/sys/$f) || continue
              echo "read $f"
              { printf '%s\\n' "$v" > /proc/sys/$f; } 2>/dev/null && echo "WRITTEN $f"
            done
            find /proc -path '/proc/[0-9]*' -prune -o -type f -writable -exec test -f {} \\; -print | sed 's/^/WRITABLE /'
            grep ' /proc/sys ' /proc/self/mounts
            exit 0
            """);
    assertThat(log)
        .contains("read kernel/core_pattern", "read fs/lease-break-time")
        .containsPattern("/proc/sys ro,|/proc/sys \\S+ ro,")
        .doesNotContain("WRITTEN", "WRITABLE");
    assertThat(settings()).isEqualTo(before);
  }

  private static List<String> settings() throws Exception {
    List<String> values = new ArrayList<>();
    for (Path setting : SETTINGS) {
      try (BufferedReader reader = Files.newBufferedReader(setting)) {
        values.add(String.valueOf(reader.readLine()));
      }
    }
    return values;
  }

  @Test
  void devicesAndDriversAreNotThere() throws Exception {
    String log =
        worker.attack(
            """
            mknod here c 1 3 && echo 'DEVICE made'
            for d in mem kmsg port fuse kvm loop-control $(awk 'NR > 2 {print $4}' /proc/partitions); do
              [ -e /dev/$d ] && echo "DEVICE $d"
            done
            ls /sys 2>/dev/null | sed 's/^/DRIVER /'
            echo tried
            """);
    assertThat(log).contains("tried").doesNotContain("DEVICE", "DRIVER");
  }

  @Test
  void nothingCanBeMountedNorUncovered() throws Exception {
    String log =
        worker.attack(
            """
            mount -t tmpfs none /tmp && echo MOUNTED
            mount -o remount,rw,bind /proc/sys && echo MOUNTED again
            umount /proc/sys && echo UNMOUNTED
            umount /loopgate/io && echo UNMOUNTED
            unshare -Ur mount -t tmpfs none /tmp && echo MOUNTED nested
            echo tried
            """);
    assertThat(log).contains("tried").doesNotContain("MOUNTED", "UNMOUNTED");
  }

  @Test
  void noProcessTellsAPathOfTheMachine() throws Exception {
    String log =
        worker.attack("cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' '\\n'; echo tried");
    assertThat(log).contains("tried", "bwrap").doesNotContain(worker.directory().toString());
  }

  /** Everybody else's files look like nobody's inside, so nobody cannot be asked. */
  @Test
  void aStageOwnsNothingButItsOwn() throws Exception {
    UUID attempt =
        worker.lend(
            """
            [ $(id -u) != 1000 ] ||
              find /usr/ /lib/ /etc/alternatives/ /etc/ssl/certs/ -user 1000 2>/dev/null | sed 's/^/SHARED /'
            ls /etc/ssl/private 2>/dev/null | sed 's/^/SECRET /'
            touch mine
            sleep 4791
            """);
    Path mine = worker.waitFor("mine");
    Object owner = Files.getAttribute(mine, "unix:uid");
    List<Object> users = sleepersOf("4791");
    worker.service.end(attempt);
    worker.completion();
    assertThat(users).isNotEmpty().containsOnly(owner);
    if (user == ROOT) {
      assertThat((Integer) owner).isBetween(61_184, 65_519);
    } else {
      assertThat(owner).isEqualTo(user);
    }
    assertThat(worker.service.logs.getOrDefault(attempt, "")).doesNotContain("SHARED", "SECRET");
  }

  private static List<Object> sleepersOf(String seconds) throws Exception {
    List<Object> users = new ArrayList<>();
    RunningWorker.eventually(() -> {
      ProcessHandle.allProcesses()
          .filter(process -> process.info().commandLine().orElse("").endsWith("sleep " + seconds))
          .forEach(process -> users.add(userOf(process.pid())));
      return !users.isEmpty();
    });
    return users;
  }

  private static Object userOf(long process) {
    try {
      return Files.getAttribute(Path.of("/proc", Long.toString(process)), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A lease on a file that others open stops each of them for lease-break-time. */
  @Test
  void aLeaseOnASharedFileStopsNoOtherStage() throws Exception {
    UUID holder =
        worker.lend(
            perl(
                """
                $SIG{IO} = 'IGNORE';
                my @held;
                for my $name (qw(/etc/nsswitch.conf /etc/hosts /usr/bin/env /etc/ld.so.cache)) {
                  open(my $file, '<', $name) or next;
                  for my $kind (1, 0) {
                    fcntl($file, 1024, $kind) and print "LEASE $name\\n" and push @held, $file and last;
                  }
                }
                open(my $own, '>', 'own'); close $own; open($own, '<', 'own');
                print 'own: ', (fcntl($own, 1024, 0) ? 'LEASE' : $!), "\\n";
                open(my $here, '<', '.');
                print 'notify: ', (fcntl($here, 1026, 4) ? 'NOTIFY' : $!), "\\n";
                open(my $ready, '>', 'ready');
                sleep 4792;
                """));
    worker.waitFor("ready");
    UUID other =
        worker.lend("cat /etc/nsswitch.conf /etc/hosts > /dev/null; env; getent hosts localhost");
    Completion completion = worker.completion();
    worker.service.end(holder);
    worker.completion();

    assertThat(completion.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(completion.durationMillis()).isLessThan(4_000);
    assertThat(worker.service.logs.get(other)).contains("localhost");
    assertThat(worker.service.logs.get(holder)).doesNotContain("LEASE /usr", "LEASE /etc/ld");
    if (isFiltered()) {
      assertThat(worker.service.logs.get(holder))
          .contains("own: Operation not permitted", "notify: Operation not permitted")
          .doesNotContain("LEASE", "NOTIFY");
    }
  }

  @Test
  void locksStayAllowed() throws Exception {
    UUID attempt =
        worker.lend(
            perl(
                """
                open(my $file, '+>', 'database');
                my $lock = pack('s s x4 q q l x4', 1, 0, 0, 0, 0);
                print 'record: ', (fcntl($file, 6, $lock) ? 'locked' : $!), "\\n";
                my $unlock = pack('s s x4 q q l x4', 2, 0, 0, 0, 0);
                fcntl($file, 6, $unlock);
                print 'description: ', (fcntl($file, 37, $lock) ? 'locked' : $!), "\\n";
                open(my $other, '+>', 'other');
                print 'file: ', (flock($other, 2) ? 'locked' : $!), "\\n";
                """));
    worker.completion();
    assertThat(worker.service.logs.get(attempt))
        .contains("record: locked", "description: locked", "file: locked");
  }

  /** Without a filter the calls are there, but nobody else's key is. */
  @Test
  void noKeyOfTheMachineIsFound() throws Exception {
    UUID attempt =
        worker.lend(
            perl(
                """
                my ($kind, $name, $text) = ('user', 'loopgate', 'x');
                my $key = syscall(248, $kind, $name, $text, 1, -2);
                print 'key: ', ($key > 0 ? 'made' : $!), "\\n";
                print 'keys: ', -s '/proc/keys' ? 'TOLD' : 'none', "\\n";
                open(my $keys, '<', '/proc/keys') and print map { "TOLD $_" } <$keys>;
                """));
    worker.completion();
    assertThat(worker.service.logs.get(attempt)).contains("keys: none").doesNotContain("TOLD");
    if (isFiltered()) {
      assertThat(worker.service.logs.get(attempt)).contains("key: Operation not permitted");
    }
  }

  private static Tarball perl(String program) {
    return new Tarball()
        .file("stage.sh", "exec perl attack.pl\n")
        .file("attack.pl", "$| = 1;\n" + program);
  }
}
