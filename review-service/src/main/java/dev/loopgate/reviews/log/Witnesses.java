package dev.loopgate.reviews.log;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.VerifiedTiles;
import dev.loopgate.tlog.witness.WitnessAnswer;
import dev.loopgate.tlog.witness.WitnessClient;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Those elsewhere who remember the log, too. A checkpoint is shown when enough of them have signed
 * it; one that remembers more, or something else, has found a fork.
 */
final class Witnesses {
  private final List<WitnessClient> clients;
  private final int needed;
  private final StoredTiles tiles;

  Witnesses(List<WitnessClient> clients, int needed, StoredTiles tiles) {
    this.clients = List.copyOf(clients);
    this.needed = needed;
    this.tiles = tiles;
  }

  static Witnesses of(LogConfig config, StoredTiles tiles) {
    HttpClient http = PeerClient.newHttpClient();
    List<WitnessClient> clients =
        config.witnesses().orElse(List.of()).stream()
            .map(witness -> new WitnessClient(http, witness.url(), NoteVerifier.of(witness.key())))
            .toList();
    return new Witnesses(clients, config.witnessesNeeded().orElse(clients.size()), tiles);
  }

  /** The checkpoint with the signatures of the witnesses. */
  SignedNote cosign(SignedNote note) {
    if (clients.isEmpty()) {
      return note;
    }
    VerifiedTiles tree = tree(Checkpoint.parse(note.text()));
    SignedNote signed = note;
    List<String> faults = new ArrayList<>();
    for (WitnessClient witness : clients) {
      try {
        WitnessAnswer answer = witness.cosign(note, tree::consistency);
        signed = with(signed, witness.key().key().name(), answer, faults);
      } catch (IOException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    if (clients.size() - faults.size() < needed) {
      throw new IllegalStateException(
          "%d of %d witnesses must sign: %s"
              .formatted(needed, clients.size(), String.join("; ", faults)));
    }
    return signed;
  }

  private static SignedNote with(
      SignedNote note, String witness, WitnessAnswer answer, List<String> faults) {
    return switch (answer) {
      case WitnessAnswer.Cosigned cosigned -> note.with(cosigned.signature());
      case WitnessAnswer.Ahead ahead ->
          throw new ForkException(
              "witness %s has seen %d entries of the log, more than there are: the database is an older backup, and going on from it would fork the log. Restore a newer one"
                  .formatted(witness, ahead.size()));
      case WitnessAnswer.Forked forked ->
          throw new ForkException(
              "witness %s has seen %d other entries under the name of this log: going on would fork it"
                  .formatted(witness, forked.size()));
      case WitnessAnswer.Refused refused -> {
        faults.add("%s refuses: %d %s".formatted(witness, refused.status(), refused.detail()));
        yield note;
      }
    };
  }

  private VerifiedTiles tree(Checkpoint checkpoint) {
    try {
      return new VerifiedTiles(tiles, checkpoint.size(), checkpoint.root());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
