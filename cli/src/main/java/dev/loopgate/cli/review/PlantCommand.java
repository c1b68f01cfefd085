package dev.loopgate.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate review plant}: a known-bad review, to see whether people look. */
@Command(
    name = "plant",
    description = "Put a review on the desk of which you know what is wrong, as the local admin.",
    mixinStandardHelpOptions = true)
final class PlantCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "MODEL", description = "Key or id of an adoption that has ended.")
  private String model = "";

  @Option(
      names = "--defect",
      required = true,
      paramLabel = "DEFECT",
      description =
          "interval-covers-zero, e-value-below-threshold, guard-beyond-margin,"
              + " claim-far-beyond-measurement, evaluator-touched, tripwire-fired or"
              + " plan-after-result.")
  private String defect = "";

  @Option(names = "--title", paramLabel = "TEXT", description = "Other words than the model's.")
  private @Nullable String title;

  @Option(names = "--hypothesis", paramLabel = "TEXT", description = "The same for the hypothesis.")
  private @Nullable String hypothesis;

  @Option(names = "--summary", paramLabel = "TEXT", description = "The same for the change.")
  private @Nullable String summary;

  PlantCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    JsonNode plant =
        session
            .reviewsAsAdmin()
            .post(
                Address.of("plants").toString(),
                body(),
                JsonNode.class,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    session.show(
        plant,
        "planted %s: %s".formatted(Values.text(plant, "reviewKey"), Values.text(plant, "wrong")));
    if (!session.wantsJson()) {
      session
          .screen()
          .note(
              "take it back before anybody answers: loopgate review unplant "
                  + Values.text(plant, "id"));
    }
    return ExitCode.DONE;
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", model);
    body.put("defect", defect.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
    putIfGiven(body, "title", title);
    putIfGiven(body, "hypothesis", hypothesis);
    putIfGiven(body, "summary", summary);
    return body;
  }

  private static void putIfGiven(Map<String, Object> body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
