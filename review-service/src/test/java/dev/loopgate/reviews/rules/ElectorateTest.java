package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.VoteCast.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ElectorateTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final UUID LENT = new UUID(9, 9);
  private static final Duration FORTNIGHT = Duration.ofDays(14);

  private final List<Voice> voices = new ArrayList<>();
  private final List<Edition> editions = new ArrayList<>(List.of(new Edition("first", false)));
  private final List<OverrideCall> overrides = new ArrayList<>();
  private final List<GlassBreak> breaks = new ArrayList<>();
  private Set<UUID> revoked = Set.of();
  private Set<String> authors = Set.of("author", "sponsor");
  private final Set<String> bound = new java.util.HashSet<>();
  private Instant now = NOON;

  @Test
  void ofEachPersonTheLatestAnswerCounts() {
    says("ann", Value.APPROVE);
    says("ann", Value.APPROVE);
    says("ben", Value.VETO);
    says("ben", Value.ABSTAIN);

    assertThat(approvers()).containsExactly("ann");
    assertThat(standing().vetoes()).isEmpty();
  }

  @Test
  void anApprovalOfAnOlderDossierIsOutdatedAndAVetoStays() {
    says("ann", Value.APPROVE);
    says("ben", Value.VETO);
    editions.add(new Edition("second", false));

    assertThat(approvers()).isEmpty();
    assertThat(standing().outdated()).containsExactly("ann");
    assertThat(standing().vetoes()).containsExactly("ben");
  }

  @Test
  void anApprovalIsCarriedOverOnlyWhileEachChangeCarriesIt() {
    says("ann", Value.APPROVE);
    editions.add(new Edition("second", true));
    assertThat(approvers()).containsExactly("ann");

    editions.add(new Edition("third", false));
    editions.add(new Edition("fourth", true));

    assertThat(approvers()).isEmpty();
  }

  @Test
  void anApprovalEndsAfterItsTimeAndAVetoDoesNot() {
    says("ann", Value.APPROVE);
    says("ben", Value.VETO);
    now = NOON.plus(FORTNIGHT).minusNanos(1);
    assertThat(approvers()).containsExactly("ann");

    now = NOON.plus(FORTNIGHT);

    assertThat(approvers()).isEmpty();
    assertThat(standing().expired()).containsExactly("ann");
    assertThat(standing().vetoes()).containsExactly("ben");
  }

  @Test
  void whoBecomesAnAuthorAfterVotingDoesNotCount() {
    says("ann", Value.APPROVE);
    says("ben", Value.VETO);
    authors = Set.of("ann", "ben");

    assertThat(approvers()).isEmpty();
    assertThat(standing().vetoes()).isEmpty();
    assertThat(standing().excluded()).containsExactly("ann", "ben");
  }

  @Test
  void aRecusedPersonIsNeverCountedWhateverTheySayLater() {
    says("ann", Value.VETO);
    says("ann", Value.RECUSE);
    says("ann", Value.WITHDRAW);
    says("ann", Value.APPROVE);

    assertThat(approvers()).isEmpty();
    assertThat(standing().vetoes()).isEmpty();
    assertThat(standing().recused()).containsExactly("ann");
    assertThat(standing().eligible()).noneMatch(person -> person.person().equals("ann"));
  }

  @Test
  void whatWasTakenBackDoesNotCount() {
    says("ann", Value.APPROVE);
    says("ann", Value.WITHDRAW);
    says("ben", Value.VETO);
    says("ben", Value.WITHDRAW);

    assertThat(approvers()).isEmpty();
    assertThat(standing().vetoes()).isEmpty();
    assertThat(standing().eligible()).extracting(Standing.Eligible::person).contains("ann", "ben");
  }

  @Test
  void aDelegateSpeaksForOneWhoIsAbsentAndCountsOnce() {
    speaks("ann", "ben", Value.APPROVE);

    assertThat(standing().approvals())
        .containsExactly(new Approval("ann", Set.of(Role.REVIEWER), "ben"));
  }

  @Test
  void aDelegateWhoVotesForThemselvesTooFillsOnePlace() {
    speaks("ann", "ben", Value.APPROVE);
    says("ann", Value.APPROVE);
    speaks("ann", "cat", Value.APPROVE);

    assertThat(standing().approvals())
        .containsExactly(new Approval("ann", Set.of(Role.REVIEWER), null));
  }

  @Test
  void aDelegationIsNotPassedOn() {
    speaks("ann", "ben", Value.APPROVE);
    speaks("ben", "cat", Value.APPROVE);

    assertThat(standing().approvals()).hasSize(1);
  }

  @Test
  void noAuthorSpeaksForOthersAndNobodyForAnAuthor() {
    speaks("author", "ben", Value.APPROVE);
    speaks("ann", "sponsor", Value.APPROVE);

    assertThat(approvers()).isEmpty();
  }

  @Test
  void takingADelegationBackTakesBackWhatWasSaidUnderIt() {
    speaks("ann", "ben", Value.APPROVE);
    revoked = Set.of(LENT);

    assertThat(approvers()).isEmpty();
  }

  @Test
  void aDelegateDoesNotLiftTheVetoThatTheDelegatorHolds() {
    says("ben", Value.VETO);
    speaks("ann", "ben", Value.WITHDRAW);
    speaks("ann", "ben", Value.APPROVE);

    assertThat(standing().vetoes()).containsExactly("ben");
    assertThat(approvers()).isEmpty();
  }

  @Test
  void whatADelegatorSaysInPersonReplacesWhatWasSaidForThem() {
    speaks("ann", "ben", Value.APPROVE);
    says("ben", Value.VETO);

    assertThat(approvers()).isEmpty();
    assertThat(standing().vetoes()).containsExactly("ben");
  }

  @Test
  void aRecusedDelegateDoesNotSpeakEitherAndThePersonsOwnWordStandsAgain() {
    says("ben", Value.WITHDRAW);
    speaks("ann", "ben", Value.APPROVE);
    says("ann", Value.RECUSE);

    assertThat(approvers()).isEmpty();
  }

  @Test
  void anOverrideCoversTheVetoesThatStoodAndNoLaterOne() {
    says("ben", Value.VETO);
    overrules("ann", Role.SAFETY);
    overrules("cat", Role.SAFETY);
    assertThat(standing().overrides()).hasSize(2);

    says("dan", Value.VETO);

    assertThat(standing().overrides()).isEmpty();
  }

  @Test
  void neitherAuthorsNorTheHolderNorTheRecusedSetAVetoAside() {
    says("ben", Value.VETO);
    says("eve", Value.RECUSE);
    List.of("ben", "author", "eve", "cat", "cat").forEach(p -> overrules(p, Role.SAFETY));

    assertThat(standing().overrides())
        .extracting(Standing.Overruler::person)
        .containsExactly("cat");
  }

  @Test
  void anOverrideOfAnOlderDossierIsOutdated() {
    says("ben", Value.VETO);
    overrules("ann", Role.SAFETY);
    editions.add(new Edition("second", false));

    assertThat(standing().overrides()).isEmpty();
    assertThat(standing().vetoes()).containsExactly("ben");
  }

  @Test
  void glassIsBrokenByTwoPeopleForThisDossierAndForADay() {
    breaks("ann");
    breaks("ann");
    assertThat(standing().bypass()).isNull();
    breaks("author");
    assertThat(standing().bypass()).isNull();
    breaks("ben");
    assertThat(Objects.requireNonNull(standing().bypass()).people()).containsExactly("ann", "ben");

    now = NOON.plus(Duration.ofHours(24));
    assertThat(standing().bypass()).isNull();

    now = NOON;
    editions.add(new Edition("second", true));
    assertThat(standing().bypass()).isNull();
  }

  @Test
  void peopleWhoAreKnownAndFreeCouldStillVote() {
    says("ann", Value.APPROVE);
    says("ben", Value.RECUSE);

    assertThat(standing().eligible())
        .containsExactly(new Standing.Eligible("cat", Set.of(Role.SAFETY)));
  }

  @Test
  void aVetoStaysWhenItBecomesAMatterOfItsHoldersOwn() {
    says("ann", Value.VETO);
    says("ben", Value.APPROVE);
    bound.addAll(Set.of("ann", "ben"));

    assertThat(standing().vetoes()).containsExactly("ann");
    assertThat(approvers()).isEmpty();
    assertThat(standing().excluded()).containsExactly("ann", "ben");
    assertThat(standing().eligible()).extracting(Standing.Eligible::person).containsExactly("cat");
  }

  @Test
  void takingADelegationBackBringsBackNothingThatWasSaidBefore() {
    speaks("ann", "ben", Value.APPROVE);
    UUID other = new UUID(9, 10);
    for (Value later : List.of(Value.WITHDRAW, Value.VETO)) {
      voices.add(
          new Voice(
              new UUID(0, voices.size()),
              "ann",
              "ben",
              other,
              later,
              Set.of(Role.REVIEWER),
              "first",
              now));
      revoked = Set.of(other);

      assertThat(approvers()).isEmpty();
      assertThat(standing().vetoes()).isEmpty();
    }
    speaks("cat", "ben", Value.VETO);
    assertThat(standing().vetoes()).containsExactly("ben");
  }

  private List<String> approvers() {
    return standing().approvals().stream().map(Approval::person).toList();
  }

  private Standing standing() {
    return new Electorate(
            new VoteHistory(voices, editions, overrides, breaks, revoked),
            authors,
            bound,
            FORTNIGHT,
            now)
        .standing(
            Map.of(
                "ann", Set.of(Role.REVIEWER),
                "ben", Set.of(Role.REVIEWER),
                "cat", Set.of(Role.SAFETY),
                "author", Set.of(Role.SAFETY)),
            new Electorate.Glass(2, Duration.ofHours(24)));
  }

  private void says(String person, Value value) {
    add(person, null, value);
  }

  private void speaks(String delegate, String person, Value value) {
    add(delegate, person, value);
  }

  private void add(String voter, @Nullable String person, Value value) {
    voices.add(
        new Voice(
            new UUID(0, voices.size()),
            voter,
            person,
            person == null ? null : LENT,
            value,
            Set.of(Role.REVIEWER),
            editions.getLast().digest(),
            now));
  }

  private void overrules(String person, Role role) {
    Set<UUID> vetoes = new java.util.HashSet<>();
    voices.stream().filter(v -> v.value() == Value.VETO).map(Voice::id).forEach(vetoes::add);
    overrides.add(
        new OverrideCall(
            person, Set.of(role), vetoes, editions.getLast().digest(), "it is wrong", now));
  }

  private void breaks(String person) {
    breaks.add(new GlassBreak(person, editions.getLast().digest(), "it burns", now));
  }
}
