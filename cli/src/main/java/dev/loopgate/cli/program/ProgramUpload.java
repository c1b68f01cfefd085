package dev.loopgate.cli.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings a program file and the directory that it names to ideas-service. */
public final class ProgramUpload {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final PeerClient ideas;

  public ProgramUpload(PeerClient ideas) {
    this.ideas = ideas;
  }

  /** Uploads the workspace, then the rules; returns the program as the service now has it. */
  public JsonNode apply(Path file, boolean dryRun) throws IOException, InterruptedException {
    String text = read(file);
    Path directory = directory(file, text);
    String digest = directory == null ? null : upload(directory);
    Address address =
        Address.of("programs").with("workspace", digest).with("dryRun", dryRun ? true : null);
    return ideas.postText(address.toString(), text, "application/yaml", JsonNode.class);
  }

  private String upload(Path directory) throws IOException, InterruptedException {
    Path archive = Files.createTempFile("loopgate-workspace-", ".tar.gz");
    try {
      String digest = SourceArchive.write(directory, archive);
      ideas.putFile(
          Address.of("workspaces").slash(digest).toString(),
          archive,
          Map.of("Content-Type", "application/gzip"));
      return digest;
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private static String read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Refusal("there is no program file " + file, "loopgate apply -f FILE");
    }
    return Files.readString(file);
  }

  /** The directory that holds the first baseline; null when it comes from elsewhere. */
  private static @Nullable Path directory(Path file, String text) {
    JsonNode source = parse(file, text).path("spec").path("source");
    if (!source.hasNonNull("directory")) {
      return null;
    }
    Path directory =
        file.toAbsolutePath().resolveSibling(source.path("directory").asText()).normalize();
    if (!Files.isDirectory(directory)) {
      throw new Refusal(
          "spec.source.directory of %s is %s, which is no directory".formatted(file, directory),
          null);
    }
    return directory;
  }

  private static JsonNode parse(Path file, String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new Refusal(
          "%s:%d is not YAML: %s"
              .formatted(file, line, e.getOriginalMessage().lines().findFirst().orElse("")),
          null);
    }
  }
}
