package dev.loopgate.tlog.witness;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.ConsistencyProof;
import dev.loopgate.tlog.NoteSignature;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TlogException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** The log's side of the witness protocol: asks one witness, and finds out where it is. */
public final class WitnessClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Somebody else may show the same log to the witness between two questions. */
  private static final int TRIES = 5;

  private final HttpClient http;
  private final URI address;
  private final NoteVerifier key;
  private final AtomicLong lastSeen = new AtomicLong();

  /**
   * A witness by its address.
   *
   * @param prefix what stands before {@code /add-checkpoint}
   * @param key of the witness; what others sign is ignored
   */
  public WitnessClient(HttpClient http, URI prefix, NoteVerifier key) {
    this.http = http;
    this.address = URI.create(prefix.toString().replaceAll("/+$", "") + "/add-checkpoint");
    this.key = key;
  }

  public NoteVerifier key() {
    return key;
  }

  /**
   * Asks for a cosignature.
   *
   * @param checkpoint signed by the log
   * @param proofs gives the proof that the checkpoint's tree begins with that many entries
   * @throws IOException when the witness cannot be reached or does not speak the protocol
   */
  public WitnessAnswer cosign(SignedNote checkpoint, LongFunction<ConsistencyProof> proofs)
      throws IOException {
    long size = Checkpoint.parse(checkpoint.text()).size();
    long from = Math.min(lastSeen.get(), size);
    for (int tried = 0; tried < TRIES; tried++) {
      HttpResponse<String> response = ask(checkpoint, proofs.apply(from));
      if (response.statusCode() != 409) {
        return answer(response, checkpoint, from, size);
      }
      long seen = seen(response);
      lastSeen.set(seen);
      if (seen > size) {
        return new WitnessAnswer.Ahead(seen);
      }
      if (seen == from) {
        return new WitnessAnswer.Forked(seen);
      }
      from = seen;
    }
    throw new IOException(address + " was shown other checkpoints again and again meanwhile");
  }

  private HttpResponse<String> ask(SignedNote checkpoint, ConsistencyProof proof)
      throws IOException {
    AddCheckpoint body = new AddCheckpoint(proof.from(), proof.hashes(), checkpoint);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes()))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted: " + address).initCause(e);
    }
  }

  private WitnessAnswer answer(
      HttpResponse<String> response, SignedNote checkpoint, long from, long size)
      throws IOException {
    return switch (response.statusCode()) {
      case 200 -> {
        NoteSignature signature = cosignature(response.body(), checkpoint);
        lastSeen.set(size);
        yield new WitnessAnswer.Cosigned(signature);
      }
      case 422 -> new WitnessAnswer.Forked(from);
      case 400, 403, 404 ->
          new WitnessAnswer.Refused(response.statusCode(), response.body().strip());
      default -> throw new IOException(address + " answered with " + response.statusCode());
    };
  }

  private NoteSignature cosignature(String lines, SignedNote checkpoint) throws IOException {
    try {
      return lines
          .lines()
          .map(NoteSignature::parse)
          .filter(line -> key.verifies(checkpoint.text(), line))
          .findFirst()
          .orElseThrow(() -> new IOException(address + " did not sign with " + key.key()));
    } catch (TlogException e) {
      throw new IOException(address + " answered with something else than signatures", e);
    }
  }

  private long seen(HttpResponse<String> response) throws IOException {
    String size = response.body().strip();
    if (!size.matches("[0-9]{1,18}")) {
      throw new IOException(address + " did not say how far it has seen the log");
    }
    return Long.parseLong(size);
  }
}
