package dev.loopgate.tlog.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.Hashes;
import dev.loopgate.tlog.MemoryLog;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TestLogs;
import dev.loopgate.tlog.TlogException;
import dev.loopgate.tlog.VerifiedTiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T08:00:00Z"), ZoneOffset.UTC);

  @TempDir Path directory = Path.of("set by JUnit");
  private final HttpClient http = HttpClient.newHttpClient();
  private List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void nothingIsOpen() {
    open = new ArrayList<>();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
    http.close();
  }

  private WitnessServer start() throws IOException {
    WitnessServer server =
        WitnessServer.start(
            WitnessFiles.open(
                directory.resolve("w.key"), "example.org/witness", new SecureRandom()),
            Map.of("example.org/log", List.of(TestLogs.KEYS.log())),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            CLOCK);
    open.add(server);
    return server;
  }

  private void stop(WitnessServer server) throws IOException {
    open.remove(server);
    server.close();
  }

  private WitnessClient client(WitnessServer server) {
    return new WitnessClient(http, uri(server), new NoteVerifier(server.key()));
  }

  private static URI uri(WitnessServer server) {
    return URI.create("http://127.0.0.1:" + server.address().getPort());
  }

  private static WitnessAnswer cosign(WitnessClient client, MemoryLog log) throws IOException {
    SignedNote note = SignedNote.parse(log.file("checkpoint"));
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    VerifiedTiles tiles = new VerifiedTiles(log, checkpoint.size(), checkpoint.root());
    return client.cosign(note, tiles::consistency);
  }

  private HttpResponse<String> post(WitnessServer server, byte[] body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(server).resolve("/add-checkpoint"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static byte[] request(long old, MemoryLog log) {
    return new AddCheckpoint(old, List.of(), SignedNote.parse(log.file("checkpoint"))).bytes();
  }

  @Test
  void aLogThatGrowsIsCosignedEachTimeAndTheTimeIsTheWitnesses() throws IOException {
    WitnessServer server = start();
    WitnessClient client = client(server);
    for (int size : new int[] {0, 1, 300, 300, 1000}) {
      WitnessAnswer answer = cosign(client, TestLogs.of(size));
      assertThat(answer).as("%d", size).isInstanceOf(WitnessAnswer.Cosigned.class);
      assertThat(client.key().time(((WitnessAnswer.Cosigned) answer).signature()))
          .isEqualTo(CLOCK.instant());
    }
  }

  @Test
  void aLogThatForgotWhereTheWitnessIsFindsOut() throws IOException {
    WitnessServer server = start();
    cosign(client(server), TestLogs.of(300));
    assertThat(cosign(client(server), TestLogs.of(1000)))
        .isInstanceOf(WitnessAnswer.Cosigned.class);
  }

  @Test
  void aLogThatWasSetBackHearsIt() throws IOException {
    WitnessServer server = start();
    WitnessClient client = client(server);
    cosign(client, TestLogs.of(1000));
    assertThat(cosign(client, TestLogs.of(999))).isEqualTo(new WitnessAnswer.Ahead(1000));
    assertThat(cosign(client(server), TestLogs.of(5))).isEqualTo(new WitnessAnswer.Ahead(1000));
  }

  @Test
  void aForkedLogIsNeverCosignedAlsoAfterARestart() throws IOException {
    WitnessServer server = start();
    cosign(client(server), TestLogs.of(1000));
    stop(server);
    WitnessServer again = start();
    MemoryLog fork = MemoryLog.of(999);
    fork.append(MemoryLog.entries(0, 1));
    fork.sign(TestLogs.SIGNER);
    assertThat(cosign(client(again), fork)).isEqualTo(new WitnessAnswer.Forked(1000));
    fork.append(MemoryLog.entries(1, 200));
    fork.sign(TestLogs.SIGNER);
    assertThat(cosign(client(again), fork)).isEqualTo(new WitnessAnswer.Forked(1000));
    assertThat(again.key()).isEqualTo(server.key());
  }

  @Test
  void everythingElseIsRefusedWithTheStatusThatTheProtocolSays() throws Exception {
    WitnessServer server = start();
    MemoryLog good = TestLogs.of(10);
    assertThat(post(server, "hello\n".getBytes(StandardCharsets.UTF_8)).statusCode())
        .isEqualTo(400);
    assertThat(post(server, request(11, good)).statusCode()).isEqualTo(400);
    MemoryLog unknown = MemoryLog.of(10);
    unknown.sign(NoteSigner.generate("example.org/unknown", new SecureRandom()));
    assertThat(post(server, request(0, unknown)).statusCode()).isEqualTo(404);
    MemoryLog forged = MemoryLog.of(10);
    forged.sign(NoteSigner.generate("example.org/log", new SecureRandom()));
    assertThat(post(server, request(0, forged)).statusCode()).isEqualTo(403);
    HttpResponse<String> elsewhere = post(server, request(3, good));
    assertThat(elsewhere.statusCode()).isEqualTo(409);
    assertThat(elsewhere.body()).isEqualTo("0\n");
    assertThat(elsewhere.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
    byte[] withProof =
        new AddCheckpoint(0, List.of(Hashes.EMPTY_ROOT), SignedNote.parse(good.file("checkpoint")))
            .bytes();
    assertThat(post(server, withProof).statusCode()).isEqualTo(422);
    assertThat(post(server, request(0, good)).statusCode()).isEqualTo(200);
    assertThat(post(server, request(10, TestLogs.of(20))).statusCode()).isEqualTo(422);
    assertThat(post(server, request(0, good)).body()).isEqualTo("10\n");
    assertThat(post(server, new byte[2_000_000]).statusCode()).isEqualTo(413);
  }

  @Test
  void ofRacingRequestsNoneSetsTheWitnessBack() throws Exception {
    WitnessServer server = start();
    List<Integer> sizes = new ArrayList<>();
    for (int size = 1; size <= 40; size++) {
      sizes.add(size);
    }
    Collections.shuffle(sizes, new Random(7));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<WitnessAnswer>> answers = new ArrayList<>();
      for (int size : sizes) {
        answers.add(threads.submit(() -> ask(server, size)));
      }
      for (Future<WitnessAnswer> answer : answers) {
        assertThat(answer.get()).isNotInstanceOf(WitnessAnswer.Forked.class);
      }
    }
    assertThat(cosign(client(server), TestLogs.of(39))).isEqualTo(new WitnessAnswer.Ahead(40));
  }

  private WitnessAnswer ask(WitnessServer server, int size) throws IOException {
    MemoryLog log = TestLogs.of(size);
    while (true) {
      try {
        return cosign(client(server), log);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("again and again");
      }
    }
  }

  @Test
  void aWitnessWhoseMemoryGotLostDoesNotStart() throws IOException {
    stop(start());
    Files.delete(directory.resolve("w.key.seen"));
    assertThatThrownBy(this::start)
        .isInstanceOf(TlogException.class)
        .hasMessageContaining("a witness that forgot what it saw must not sign");
  }

  @Test
  void twoWitnessesCannotShareAMemory() throws IOException {
    start();
    assertThatThrownBy(this::start)
        .isInstanceOf(TlogException.class)
        .hasMessageContaining("another witness is running");
  }
}
