package dev.loopgate.cli.stop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate resume}: asks people; nobody resumes alone. */
@Command(
    name = "resume",
    description = "Ask people to end a stop. Neither who stopped nor who asks can vote on that.",
    mixinStandardHelpOptions = true)
public final class ResumeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "STOP", description = "Its key, for example stop-3, or its id.")
  private String stop = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "What was found and done: one line.")
  private String reason = "";

  public ResumeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    JsonNode asked =
        session
            .reviews()
            .post(
                Address.of("stops").slash(stop).slash("resumption").toString(),
                Map.of("reason", reason),
                JsonNode.class,
                Map.of());
    String review = Values.text(asked, "resumption");
    session.show(
        asked, "%s goes on when others approve %s".formatted(Values.text(asked, "key"), review));
    session
        .screen()
        .note(
            """
            read it: loopgate review view %1$s
            decide:  loopgate review vote %1$s --approve|--veto --reason "…\"\
            """
                .formatted(review));
    return ExitCode.DONE;
  }
}
