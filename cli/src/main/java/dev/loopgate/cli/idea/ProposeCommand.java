package dev.loopgate.cli.idea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loopgate idea propose}: one hypothesis, one change. */
@Command(
    name = "propose",
    description = "Propose a change against a generation.",
    mixinStandardHelpOptions = true)
final class ProposeCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = {"-p", "--program"},
      required = true,
      paramLabel = "NAME")
  private String program = "";

  @Option(names = "--title", required = true, paramLabel = "TEXT")
  private String title = "";

  @Option(
      names = "--hypothesis",
      required = true,
      paramLabel = "TEXT",
      description = "Why it should be better.")
  private String hypothesis = "";

  @Option(
      names = "--generation",
      paramLabel = "N",
      description = "What the change is against (default: the current one).")
  private @Nullable Integer generation;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Change change = new Change();

  /** A patch, or whole files. */
  static final class Change {
    @Option(
        names = "--patch",
        paramLabel = "FILE",
        description = "A unified diff, as git makes it.")
    private @Nullable Path patch;

    @Option(
        names = "--file",
        paramLabel = "PATH=LOCAL",
        description = "Take LOCAL as the whole content of PATH; may be repeated.")
    private Map<String, Path> files = Map.of();
  }

  ProposeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    JsonNode idea =
        session
            .ideas()
            .post(
                Address.of("ideas").toString(),
                proposal(),
                JsonNode.class,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    session.show(
        idea,
        "%s proposed against generation %s: %s"
            .formatted(
                Values.text(idea, "key"),
                Values.text(idea, "generation"),
                Values.text(idea, "summary")));
    return ExitCode.DONE;
  }

  private ObjectNode proposal() throws InterruptedException, IOException {
    ObjectNode proposal = Json.mapper().createObjectNode();
    proposal.put("program", program).put("title", title).put("hypothesis", hypothesis);
    proposal.put("generation", generation == null ? currentGeneration() : generation);
    if (change.patch != null) {
      return proposal.put("patch", read(change.patch));
    }
    ObjectNode files = proposal.putObject("files");
    for (Map.Entry<String, Path> file : change.files.entrySet()) {
      files.put(file.getKey(), read(file.getValue()));
    }
    return proposal;
  }

  private int currentGeneration() throws InterruptedException {
    return session
        .ideas()
        .get(Address.of("programs").slash(program).toString(), JsonNode.class)
        .path("currentGeneration")
        .asInt();
  }

  private static String read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Refusal(ExitCode.USAGE, "there is no file " + file, null);
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new Refusal(file + " is not UTF-8 text; ideas are text", null);
    }
  }
}
