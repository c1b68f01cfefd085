package dev.loopgate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.wire.json.Json;
import dev.loopgate.worker.config.WorkerConfig.IsolationChoice;
import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.sandbox.Programs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The strongest sandbox: what holds in the others holds here, and system calls are filtered. */
class HardenedStagesConformance extends BubblewrapStagesConformance {
  @BeforeAll
  static void hardeningWorksHere(@TempDir Path folder) throws Exception {
    assumeHardening(folder);
  }

  @Override
  IsolationChoice isolation() {
    return IsolationChoice.HARDENED;
  }

  @Override
  Isolation label() {
    return Isolation.HARDENED;
  }

  @Test
  void systemCallsAreFiltered() throws Exception {
    LeaseBuilder lease =
        script(
            """
            grep -E '^(Seccomp|NoNewPrivs):' /proc/self/status
            unshare -r true && echo 'namespace made'
            mount -t tmpfs none /tmp && echo 'mounted'
            getent hosts localhost
            exit 0
            """);
    Completion completion = run(lease);
    assertThat(completion.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(service.logs.get(lease.attempt))
        .contains("Seccomp:\t2", "NoNewPrivs:\t1", "localhost")
        .doesNotContain("namespace made", "mounted\n");
    assertThat(completion.flags()).isEmpty();
  }

  @Test
  void settingTheClockEndsTheStage() throws Exception {
    Completion completion = run(script("exec date -s '2020-01-01'"));
    assertThat(completion.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(flag(completion, Flags.FORBIDDEN_CALL)).contains("set the clock");
  }

  @Test
  void forkBombIsEndedQuicklyAndLeavesNothing() throws Exception {
    LeaseBuilder lease = script("bomb() { bomb | bomb & }; bomb; sleep 4740");
    lease.processes = 200;
    Completion completion = run(lease);
    assertThat(completion.outcome()).as(completion.detail()).isEqualTo(Outcome.PROCESS_LIMIT);
    assertThat(completion.durationMillis()).isLessThan(5_000);
    assertThat(sleepers()).isEmpty();
    assertNothingIsLeft();
  }

  @Test
  void reachingOutIsSeenAndReachingOneselfIsNot() throws Exception {
    perlWorksHere();
    Completion outside =
        run(perl("socket(S,2,1,0); connect(S,sockaddr_in(80,inet_aton('8.8.8.8')));"));
    assertThat(flag(outside, Flags.NETWORK_ATTEMPT)).contains("Ip.OutNoRoutes: 1");
    Completion six =
        run(
            perl(
                "socket(S,10,1,0); connect(S,Socket::pack_sockaddr_in6(80,"
                    + "Socket::inet_pton(10,'2001:4860:4860::8888')));"));
    assertThat(flag(six, Flags.NETWORK_ATTEMPT)).contains("Ip6OutNoRoutes: 1");
    Completion name = run(script("getent hosts example.com; exit 0"));
    assertThat(flag(name, Flags.NETWORK_ATTEMPT)).contains("Udp.NoPorts");
    Completion inside =
        run(
            perl(
                "socket(L,2,1,0); bind(L,sockaddr_in(4711,inet_aton('127.0.0.1'))); listen(L,1);"
                    + "socket(S,2,1,0);"
                    + "connect(S,sockaddr_in(4711,inet_aton('127.0.0.1'))) or die;"));
    assertThat(inside.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(inside.flags()).isEmpty();
  }

  @Test
  void readingWithoutTraceIsRefusedAndStrangeSocketsDoNotExist() throws Exception {
    perlWorksHere();
    LeaseBuilder lease =
        perl(
            "use Fcntl; sysopen(F,'evaluator/README',01000000) or print qq(noatime: $!\n);"
                + "open(G,'<','evaluator/seeds.txt'); fcntl(G,4,01000000) or print qq(setfl: $!\n);"
                + "socket(S,17,3,0) or print qq(packet: $!\n);"
                + "syscall(425,1,0) < 0 and print qq(uring: $!\n);"
                + "syscall(435,0,0) < 0 and print qq(clone3: $!\n);");
    Completion completion = run(lease);
    assertThat(completion.flags()).isEmpty();
    assertThat(service.logs.get(lease.attempt))
        .contains(
            "noatime: Operation not permitted",
            "setfl: Operation not permitted",
            "packet: Address family not supported",
            "uring: Operation not permitted",
            "clone3: Function not implemented");
  }

  @Test
  void inputsOfAnEvaluatorCannotBeMadeWritable() throws Exception {
    LeaseBuilder lease = script("chmod 644 model/m.txt || echo refused; touch model/x || echo no");
    lease.trusted = true;
    lease.inputs = List.of(new Lease.Input("model/m.txt", service.add(Json.utf8("weights"))));
    run(lease);
    assertThat(service.logs.get(lease.attempt)).contains("refused", "no\n");
  }

  private LeaseBuilder perl(String program) {
    LeaseBuilder lease = new LeaseBuilder();
    lease.workspace = service.add(new Tarball().file("p.pl", "use Socket;\n" + program).bytes());
    lease.command = List.of("perl", "p.pl");
    return lease;
  }

  private static void perlWorksHere() {
    assumeTrue(Programs.find("perl").isPresent(), "there is no perl here: install it");
  }
}
