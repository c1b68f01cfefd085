package dev.loopgate.chassis.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The YAML that people may send: one document, of bounded size and depth, without aliases, which
 * make much of little text. What is wrong with it is said with its place.
 */
public final class StrictYaml {
  private static final int LONGEST_SHOWN = 300;

  private final String noun;
  private final int mostBytes;
  private final int deepest;

  /**
   * The rules for one kind of file.
   *
   * @param noun what it describes, for example {@code program}; faults call it {@code
   *     program.yaml}, because whoever sent it knows its name
   */
  public StrictYaml(String noun, int mostBytes, int deepest) {
    this.noun = noun;
    this.mostBytes = mostBytes;
    this.deepest = deepest;
  }

  /** What faults call the file. */
  public String fileName() {
    return noun + ".yaml";
  }

  /**
   * The text of a file that keeps to the rules.
   *
   * @throws ProblemException 413 or 400, with line and column
   */
  public String text(byte[] body) {
    if (body.length > mostBytes) {
      throw new ProblemException(
          ProblemType.TOO_LARGE,
          "The %s file has %d bytes; %d are allowed.".formatted(noun, body.length, mostBytes));
    }
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      requireOneDocument(text);
    } catch (MarkedYAMLException e) {
      throw malformed(e.getProblemMark(), String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      throw malformed(null, String.valueOf(e.getMessage()));
    }
    return text;
  }

  private void requireOneDocument(String text) {
    int documents = 0;
    int depth = 0;
    for (Event event : new Yaml(options()).parse(new StringReader(text))) {
      if (event instanceof AliasEvent) {
        throw malformed(event.getStartMark(), "aliases (*name) are not allowed, repeat the value");
      }
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > deepest) {
        throw malformed(event.getStartMark(), "it is nested deeper than %d".formatted(deepest));
      }
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        throw malformed(event.getStartMark(), "a second document starts; send one " + noun);
      }
    }
    if (documents == 0) {
      throw malformed(null, "it is empty; send apiVersion, kind, metadata and spec");
    }
  }

  /** The nodes of a text that keeps to the rules, which know where they stand. */
  public Node nodes(String text) {
    return new Yaml(options()).compose(new StringReader(text));
  }

  /** Reads values as strictly as they must be written. */
  public YAMLMapper.Builder mapper() {
    return YAMLMapper.builder(YAMLFactory.builder().loaderOptions(options()).build())
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  }

  private LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(mostBytes);
    options.setNestingDepthLimit(deepest);
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(false);
    return options;
  }

  private ProblemException malformed(@Nullable Mark mark, String what) {
    int line = mark == null ? 1 : mark.getLine() + 1;
    int column = mark == null ? 1 : mark.getColumn() + 1;
    String detail =
        "The %s file is no valid YAML at line %d, column %d: %s."
            .formatted(noun, line, column, shown(what));
    return new ProblemException(
        ProblemType.MALFORMED,
        detail,
        List.of(new Problem.Fault("%s:%d:%d".formatted(fileName(), line, column), detail)));
  }

  /** What the mapper found wrong, in words for people who do not know our classes. */
  public static String words(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "there is no field “%s”; known are %s"
          .formatted(shown(unknown.getPropertyName()), unknown.getKnownPropertyIds());
    }
    String message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    return shown(message.replaceAll("`?dev\\.loopgate[\\w.$]*[.$](\\w+)`?", "$1"));
  }

  /** The JSON pointer of the value in which the mapper found something wrong. */
  public static String pointer(JsonProcessingException e) {
    return e instanceof JsonMappingException mapping
        ? mapping.getPath().stream().map(StrictYaml::step).reduce("", String::concat)
        : "";
  }

  private static String step(JsonMappingException.Reference step) {
    return "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName());
  }

  private static String shown(String text) {
    String visible = text.replaceAll("\\p{C}", "?");
    return visible.length() <= LONGEST_SHOWN ? visible : visible.substring(0, LONGEST_SHOWN) + "…";
  }
}
