package dev.loopgate.tlog.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loopgate.tlog.Cosigner;
import dev.loopgate.tlog.NoteKey;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A witness that can be reached: {@code POST /add-checkpoint}. */
public final class WitnessServer implements AutoCloseable {
  private static final int MAX_BODY = SignedNote.MAX_LENGTH + 64 * 64;

  private final Cosigner cosigner;
  private final SeenFile memory;
  private final Witness witness;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private WitnessServer(
      Cosigner cosigner, SeenFile memory, Witness witness, InetSocketAddress address)
      throws IOException {
    this.cosigner = cosigner;
    this.memory = memory;
    this.witness = witness;
    this.server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /**
   * Starts to answer.
   *
   * @param logs the keys that are trusted, by the origin of their log
   * @param address with port 0 for any
   */
  public static WitnessServer start(
      WitnessFiles files,
      Map<String, List<NoteVerifier>> logs,
      InetSocketAddress address,
      Clock clock)
      throws IOException {
    Cosigner cosigner = new Cosigner(files.signer());
    SeenFile memory = SeenFile.open(files.memory());
    try {
      Witness witness = new Witness(logs, cosigner, memory, clock);
      WitnessServer server = new WitnessServer(cosigner, memory, witness, address);
      server.server.start();
      return server;
    } catch (IOException e) {
      memory.close();
      throw e;
    }
  }

  /** What logs and readers need to know of this witness. */
  public NoteKey key() {
    return cosigner.key();
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, reply(exchange));
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
      return Reply.refused(404, "there is only /add-checkpoint");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return Reply.refused(405, "only POST is allowed");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      return Reply.refused(413, "no checkpoint is that large");
    }
    return witness.answer(body);
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.close();
    memory.close();
  }
}
