package dev.loopgate.cli.audit;

import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.Session;
import dev.loopgate.tlog.DirectoryTiles;
import dev.loopgate.tlog.HttpTiles;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.TlogException;
import dev.loopgate.tlog.TrustedKeys;
import dev.loopgate.tlog.verify.ExportLog;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom an auditor believes, and where the log is. */
final class LogOptions {
  @Option(
      names = "--key",
      paramLabel = "VKEY|FILE",
      description = "The log's verification key (default: that of this installation).")
  private @Nullable String key;

  @Option(
      names = "--witness",
      paramLabel = "VKEY",
      description = "A witness who must have signed, too; may be repeated.")
  private List<String> witnesses = List.of();

  TrustedKeys keys(Session session) throws IOException {
    try {
      return TrustedKeys.of(
          NoteVerifier.of(key(session)), witnesses.stream().map(NoteVerifier::of).toList());
    } catch (TlogException e) {
      throw new Refusal(ExitCode.USAGE, String.valueOf(e.getMessage()), null);
    }
  }

  private String key(Session session) throws IOException {
    Path file = key == null ? session.home().logKey() : Path.of(key);
    if (Files.isRegularFile(file)) {
      return Files.readString(file);
    }
    if (key == null) {
      throw new Refusal(
          "the key of the log is not known: there is no " + file,
          "--key VKEY, from whom you trust");
    }
    return key;
  }

  /**
   * A log by its address or directory.
   *
   * @param where null for the log of this installation
   */
  static TileReader reader(Session session, @Nullable String where) {
    if (where == null) {
      return served(session, session.log(), true);
    }
    if (isAddress(where)) {
      return served(session, URI.create(where), session.hasOwnIdentity());
    }
    if (!Files.isDirectory(Path.of(where))) {
      throw new Refusal(ExitCode.NOT_FOUND, "there is no directory " + where, null);
    }
    return new DirectoryTiles(Path.of(where));
  }

  /** The checkpoints that lie beside the log; none beside a served one. */
  static List<Path> kept(@Nullable String where) throws IOException {
    return where == null || isAddress(where) ? List.of() : ExportLog.kept(Path.of(where));
  }

  private static boolean isAddress(String where) {
    return where.startsWith("http://") || where.startsWith("https://");
  }

  /** The token of this installation goes nowhere else, unless somebody chose it for there. */
  private static TileReader served(Session session, URI address, boolean known) {
    Map<String, String> headers =
        known ? Map.of("Authorization", "Bearer " + session.token()) : Map.of();
    return new HttpTiles(PeerClient.newHttpClient(), address, headers);
  }
}
