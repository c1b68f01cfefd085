package dev.loopgate.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Values;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code loopgate review plants}: what was planted, and how much of it people found. */
@Command(
    name = "plants",
    description = "List planted reviews and the catch rate, as the local admin.",
    mixinStandardHelpOptions = true)
final class PlantsCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private Paging paging = new Paging();

  PlantsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    JsonNode page =
        session.reviewsAsAdmin().get(paging.of(Address.of("plants")).toString(), JsonNode.class);
    Lists.show(
        session,
        page,
        "Nothing was planted, as far as you may know.",
        Column.of("REVIEW", "reviewKey"),
        Column.of("DEFECT", "defect"),
        new Column("RESULT", plant -> Values.has(plant, "result") ? result(plant) : "open"),
        new Column("CAUGHT BY", plant -> people(plant, true)),
        new Column("MISSED BY", plant -> people(plant, false)),
        Column.of("PLANTER", "planter"),
        Column.age("PLANTED", "plantedAt", session.clock()),
        Column.of("ID", "id"));
    if (!session.wantsJson()) {
      session.screen().data(total(page.path("total")));
    }
    return ExitCode.DONE;
  }

  private static String result(JsonNode plant) {
    return Values.text(plant, "result");
  }

  private static String people(JsonNode plant, boolean caught) {
    String people =
        StreamSupport.stream(plant.path("answers").spliterator(), false)
            .filter(answer -> answer.path("caught").asBoolean() == caught)
            .map(answer -> answer.path("person").asText())
            .collect(Collectors.joining(", "));
    return people.isEmpty() ? "-" : people;
  }

  private static String total(JsonNode total) {
    String counts =
        "%d ended: %d caught, %d missed, %d undecided"
            .formatted(
                total.path("planted").asInt(),
                total.path("caught").asInt(),
                total.path("missed").asInt(),
                total.path("undecided").asInt());
    return Values.has(total, "catchRate")
        ? counts
            + "; catch rate %s (95 %% interval %s to %s)"
                .formatted(
                    percent(total, "catchRate"), percent(total, "low"), percent(total, "high"))
        : counts;
  }

  private static String percent(JsonNode total, String field) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * total.path(field).asDouble());
  }
}
