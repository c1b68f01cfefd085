package dev.loopgate.ideas.workspace;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.path.Globs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.ObjectId;

/** Sees through layout: two candidates with the same digest would run the same. */
final class Normalised {
  private static final ObjectReader STRICT =
      Json.mapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private Normalised() {}

  /** Over the editable files: all others are the same in every candidate of a generation. */
  static String digest(ProgramRepository repository, ObjectId tree, Globs editable) {
    Map<String, String> files = new TreeMap<>();
    for (TreeFile file : repository.files(tree)) {
      if (editable.match(file.path())) {
        files.put(file.path(), Json.digest(normalise(file.path(), repository.read(file.blob()))));
      }
    }
    return Json.digest(files);
  }

  static byte[] normalise(String path, byte[] content) {
    if (RawText.isBinary(content, content.length, true)) {
      return content;
    }
    if (path.endsWith(".json")) {
      try {
        return Json.canonical(STRICT.readTree(content));
      } catch (RuntimeException | IOException e) {
        return stripped(content);
      }
    }
    return stripped(content);
  }

  private static byte[] stripped(byte[] content) {
    String text =
        new String(content, StandardCharsets.UTF_8)
            .lines()
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n"));
    return Json.utf8(text.stripTrailing());
  }
}
