package dev.loopgate.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Values;
import dev.loopgate.wire.peer.PeerClient;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate review …}: what people are asked, and what they answered. */
@Command(
    name = "review",
    description = "Questions to people, and their votes.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ReviewCommand {
  private final Session session;

  public ReviewCommand(Session session) {
    this.session = session;
  }

  /** The command with the subcommands that need more than a method. */
  public static CommandLine line(Session session) {
    return new CommandLine(CommandSpec.forAnnotatedObject(new ReviewCommand(session)))
        .addSubcommand("vote", new VoteCommand(session))
        .addSubcommand("override", new WaiveCommand.SetVetoAside(session))
        .addSubcommand("break-glass", new WaiveCommand.BreakGlass(session))
        .addSubcommand("delegate", new DelegateCommand(session))
        .addSubcommand("plant", new PlantCommand(session))
        .addSubcommand("plants", new PlantsCommand(session));
  }

  @Command(description = "List reviews, newest first.", mixinStandardHelpOptions = true)
  void list(
      @Option(
              names = {"-p", "--program"},
              paramLabel = "NAME")
          @Nullable String program,
      @Option(names = "--state", paramLabel = "OPEN|DECIDED|SUPERSEDED|PLANTED")
          @Nullable String state,
      @Option(names = "--kind", paramLabel = "CLEARANCE|ADOPTION") @Nullable String kind,
      @Mixin Paging paging)
      throws InterruptedException {
    Address list =
        Address.of("reviews").with("program", program).with("state", state).with("kind", kind);
    Lists.show(
        session,
        session.reviews().get(paging.of(list).toString(), JsonNode.class),
        "No review here: one opens when an experiment shows an improvement.",
        Column.of("KEY", "key"),
        Column.of("KIND", "kind"),
        Column.of("IDEA", "ideaKey"),
        Column.of("STATE", "state"),
        Column.of("DECISION", "/decision/outcome"),
        Column.of("POLICY", "policy"),
        new Column("NEEDS", review -> Needs.of(review)),
        Column.age("OPENED", "openedAt", session.clock()));
  }

  @Command(
      description = "Show a review by its key, its id, or its idea's key.",
      mixinStandardHelpOptions = true)
  void view(@Parameters(paramLabel = "ID") String id) throws InterruptedException {
    JsonNode review = new Reviews(session.reviews()).find(id);
    session.show(review, ReviewSheet.of(review));
    if (!session.wantsJson() && review.path("state").asText().equals("OPEN")) {
      session
          .screen()
          .note(
              """
              all of it: loopgate review view %1$s -o json; the change: loopgate idea diff %2$s
              decide:    loopgate review vote %1$s --approve|--veto --reason "…\"\
              """
                  .formatted(Values.text(review, "key"), Values.text(review, "ideaKey")));
    }
  }

  @Command(
      name = "post-review",
      description = "Say afterwards what to think of a glass that was broken.",
      mixinStandardHelpOptions = true)
  void postReview(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--finding", required = true, paramLabel = "JUSTIFIED|NOT_JUSTIFIED")
          String finding,
      @Option(names = "--comment", required = true, paramLabel = "TEXT") String comment)
      throws InterruptedException {
    PeerClient reviews = session.reviewsAsReviewer();
    JsonNode result =
        reviews.post(
            Address.of("reviews").slash(id).slash("post-review").toString(),
            Map.of("finding", finding, "comment", comment),
            JsonNode.class,
            Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    session.show(result, "%s: %s is in the record".formatted(id, finding));
  }

  @Command(
      name = "delegations",
      description = "List delegations, newest first.",
      mixinStandardHelpOptions = true)
  void delegations(
      @Option(names = "--person", paramLabel = "SUBJECT") @Nullable String person,
      @Mixin Paging paging)
      throws InterruptedException {
    Address list = Address.of("delegations").with("person", person);
    Lists.show(
        session,
        session.reviews().get(paging.of(list).toString(), JsonNode.class),
        "Nobody has lent anybody their voice.",
        Column.of("ID", "id"),
        Column.of("DELEGATOR", "delegator"),
        Column.of("DELEGATE", "delegate"),
        Column.of("PROGRAM", "program"),
        Column.of("REVIEW", "review"),
        Column.of("UNTIL", "expiresAt"),
        Column.of("TAKEN BACK", "revokedAt"));
  }

  @Command(
      description = "Take a delegation back, and with it what was said under it.",
      mixinStandardHelpOptions = true)
  void revoke(
      @Parameters(paramLabel = "ID", description = "See: loopgate review delegations.") String id)
      throws InterruptedException {
    JsonNode revoked =
        session
            .reviewsAsReviewer()
            .delete(Address.of("delegations").slash(id).toString(), JsonNode.class);
    session.show(
        revoked,
        "%s speaks for %s no more, since %s"
            .formatted(
                Values.text(revoked, "delegate"),
                Values.text(revoked, "delegator"),
                Values.text(revoked, "revokedAt")));
  }

  @Command(
      name = "reviewers",
      description = "How people review: today's load, time spent, answers without reading, plants.",
      mixinStandardHelpOptions = true)
  void reviewers(@Mixin Paging paging) throws InterruptedException {
    Address list = paging.of(Address.of("reviewers"));
    Lists.show(
        session,
        session.reviewsAsReviewer().get(list.toString(), JsonNode.class),
        "Nobody has reviewed anything yet.",
        Column.of("PERSON", "person"),
        Column.of("TODAY", "votesToday"),
        Column.of("VOTES", "votes"),
        Column.of("APPROVALS", "approvals"),
        Column.of("MEDIAN SECONDS", "medianDwellSeconds"),
        Column.of("UNREAD", "unread"),
        Column.of("OVERLOAD", "overDailyLoad"),
        Column.of("PLANTS SEEN", "plantsSeen"),
        Column.of("CAUGHT", "plantsCaught"));
  }

  @Command(
      name = "unplant",
      description = "Take an own plant back that nobody has answered.",
      mixinStandardHelpOptions = true)
  void unplant(@Parameters(paramLabel = "ID", description = "The plant's id.") String id)
      throws InterruptedException {
    JsonNode plant =
        session.reviewsAsAdmin().delete(Address.of("plants").slash(id).toString(), JsonNode.class);
    session.show(plant, Values.text(plant, "reviewKey") + " is no test of anybody any more");
  }
}
