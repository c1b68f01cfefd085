package dev.loopgate.cli.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.Session;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files that let anybody recompute a verdict: gets them, and recomputes them. */
final class VerdictFiles {
  private VerdictFiles() {}

  /** Byte for byte as the service tells it. */
  static void save(Session session, String experiment, @Nullable Path file)
      throws InterruptedException {
    Address address = Address.of("experiments").slash(experiment).slash("evidence");
    String text = session.experiments().text(address.toString());
    if (file == null) {
      session.screen().data(text);
      return;
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    session.screen().note("try: loopgate experiment recompute " + file);
  }

  static void recompute(Session session, Path file) {
    Recomputation recomputation = Recomputation.of(read(file));
    session.show(Json.mapper().valueToTree(recomputation), recomputation.text());
    long wrong = recomputation.differing();
    if (wrong > 0) {
      throw new Refusal(
          ExitCode.DIFFERS,
          "%d of %d checks found something else than was recorded"
              .formatted(wrong, recomputation.checks().size()),
          null);
    }
    session
        .screen()
        .note(
            "The file agrees with itself. That it is the one that was sealed, the record tells: "
                + "compare both digests with those of the idea's dossier.");
  }

  private static JsonNode read(Path file) {
    try {
      return Json.mapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new Refusal(file + " is no JSON: " + e.getOriginalMessage(), null);
    } catch (NoSuchFileException e) {
      throw new Refusal(
          ExitCode.NOT_FOUND, "there is no " + file, "loopgate experiment evidence ID --file FILE");
    } catch (IOException e) {
      throw new Refusal("cannot read " + file + ": " + e.getMessage(), null);
    }
  }
}
