package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WhoVotesTest extends DeskTest {
  @Test
  void noTokenOfAnAgentOrAServiceVotesWhateverItsRoles() {
    ReviewView review = openAdoption();
    List<String> tokens =
        List.of(
            TestTokens.agent("evolve@digits", "researcher@local", Role.values()),
            TestTokens.agent("helper", "reviewer@local", Role.REVIEWER),
            TestTokens.service("review-service", Role.values()),
            TestTokens.humanThroughActor("reviewer@local", "helper", Role.values()));

    for (String token : tokens) {
      assertProblem(vote(token, review, "APPROVE"), 403, "forbidden");
      assertProblem(vote(token, review, "VETO"), 403, "forbidden");
    }

    assertThat(read(review)).isEqualTo(review);
    assertThat(told("vote.cast", review.id())).isEmpty();
  }

  @Test
  void aPersonWithoutTheRoleDoesNotVote() {
    ReviewView review = openAdoption();

    assertProblem(
        vote(TestTokens.human("somebody", Role.RESEARCHER, Role.AUDITOR), review, "APPROVE"),
        403,
        "forbidden");
    assertProblem(vote(TestTokens.human("boss", Role.ADMIN), review, "APPROVE"), 403, "not-asked");

    assertThat(read(review)).isEqualTo(review);
  }

  @Test
  void tokensThatAreExpiredForeignOrUnsignedDoNotVote() {
    ReviewView review = openAdoption();
    List<String> tokens =
        List.of(
            TestTokens.expired("reviewer@local", Role.REVIEWER),
            TestTokens.forAudience("other", "reviewer@local", Role.REVIEWER),
            TestTokens.fromIssuer("other", "reviewer@local", Role.REVIEWER),
            TestTokens.unsigned("reviewer@local", Role.REVIEWER));

    for (String token : tokens) {
      assertProblem(vote(token, review, "APPROVE"), 401, "unauthenticated");
    }

    assertThat(read(review)).isEqualTo(review);
  }

  @Test
  void theSponsorOfTheAgentDoesNotJudgeItsIdea() {
    ReviewView review = openAdoption();
    String sponsor = TestTokens.human("researcher@local", Role.RESEARCHER, Role.REVIEWER);

    assertProblem(vote(sponsor, review, "APPROVE"), 403, "own-idea");
    assertProblem(vote(sponsor, review, "VETO"), 403, "own-idea");

    assertThat(read(review)).isEqualTo(review);
  }

  @Test
  void whoHadAHandInTheRebasedIdeaDoesNotJudgeItsRepetition() {
    Subject first = newSubject();
    tellProgram(first, "standard");
    ideas.tell("idea.proposed", first.ideaId(), Samples.idea(first, 4, null, "contributor@local"));
    Subject second =
        new Subject(
            first.programId(),
            first.program(),
            java.util.UUID.randomUUID(),
            first.program() + "-2",
            java.util.UUID.randomUUID());
    ideas.tell("idea.proposed", second.ideaId(), Samples.idea(second, 4, first.ideaId()));
    register(second);
    conclude(second, Verdict.Outcome.IMPROVED);
    ReviewView review = awaitReview(second.key() + "-adoption");

    assertThat(review.dossier().requireIdea().authors())
        .containsExactly("contributor@local", "evolve@" + first.program(), "researcher@local");
    String contributor = TestTokens.human("contributor@local", Role.REVIEWER);
    assertProblem(vote(contributor, review, "APPROVE"), 403, "own-idea");
  }
}
