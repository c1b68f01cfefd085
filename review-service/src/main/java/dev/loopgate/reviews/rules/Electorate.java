package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.access.Subjects;
import dev.loopgate.contracts.reviews.VoteCast.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says who counts now: of each person the latest stance, of authors and of the recused none, an
 * approval only for what is shown now and only for its time, a veto until it is taken back or set
 * aside. Everything is computed at the time of the decision and not when people voted.
 */
public final class Electorate {
  private final VoteHistory history;
  private final Set<String> authors;
  private final Set<String> bound;
  private final @Nullable Duration approvalExpires;
  private final Instant now;
  private final Set<String> approvable;
  private final Set<String> recused;
  private final Map<String, Voice> stances;

  /**
   * The electorate of a review.
   *
   * @param authors who may not judge, as far as is known now
   * @param bound who may not judge any more, because it became a matter of their own while it was
   *     judged: nothing that they say counts, but for a veto that they held before. Else a friend
   *     could take it away by making it their matter
   * @param approvalExpires how long an approval counts; null means for ever
   */
  public Electorate(
      VoteHistory history,
      Set<String> authors,
      Set<String> bound,
      @Nullable Duration approvalExpires,
      Instant now) {
    this.history = history;
    this.authors = Subjects.canonical(authors);
    this.bound = Subjects.canonical(bound);
    this.approvalExpires = approvalExpires;
    this.now = now;
    approvable = history.approvable();
    recused = recused(history.voices());
    stances = stances();
  }

  /** So many people decide without those that the policy asks for, for so long at most. */
  public record Glass(int people, Duration lasts) {}

  /**
   * Who counts.
   *
   * @param known people who may vote, with the roles that they were last seen with
   * @param glass how the policy lets people be set aside; null means never
   */
  public Standing standing(Map<String, Set<Role>> known, @Nullable Glass glass) {
    List<Voice> counting = history.voices().stream().filter(this::isStance).toList();
    List<Voice> vetoes = vetoes();
    return new Standing(
        oncePerPerson(counting.stream().filter(this::isCurrent).toList()),
        vetoes.stream().map(Voice::person).toList(),
        voices(counting, voice -> isApproval(voice) && isOutdated(voice)),
        voices(counting, this::isExpired),
        recused.stream().sorted().toList(),
        excluded(),
        overrides(vetoes),
        glass == null ? null : bypass(glass),
        eligible(known));
  }

  /** Whether a vote still counts: the latest of its voice, not outdated, not expired. */
  public boolean counts(Voice voice) {
    return isStance(voice)
        && voice.value() != Value.WITHDRAW
        && (voice.value() != Value.APPROVE || isCurrent(voice));
  }

  /** Whether a newer dossier came since that the policy wants read again; a veto stays. */
  public boolean isOutdated(Voice voice) {
    return (voice.value() == Value.APPROVE || voice.value() == Value.ABSTAIN)
        && !approvable.contains(voice.dossierDigest());
  }

  /** Whether somebody may not judge: an author, or one who declared a conflict of interest. */
  public boolean isBarred(String person) {
    return isAuthor(person) || recused.contains(person);
  }

  /** Whether somebody made or asked for what is judged, or answers for who did. */
  public boolean isAuthor(String person) {
    return authors.contains(person) || bound.contains(person);
  }

  /** What a person last said in another one's name and did not take back; null when nothing. */
  public @Nullable Voice lentBy(String person) {
    return stances.values().stream()
        .filter(voice -> voice.onBehalfOf() != null && voice.voter().equals(person))
        .filter(voice -> voice.value() != Value.WITHDRAW)
        .findFirst()
        .orElse(null);
  }

  /** The stance of a person or of a delegate in that person's name; null when there is none. */
  public @Nullable Voice stanceOf(String person) {
    return stances.get(person);
  }

  /** What each person said last and did not take back, whether it still counts or not. */
  public List<Voice> lastWords() {
    return stances.values().stream().filter(voice -> voice.value() != Value.WITHDRAW).toList();
  }

  /** A conflict of interest stays, whatever the same person says later. */
  private static Set<String> recused(List<Voice> voices) {
    return voices.stream()
        .filter(voice -> voice.value() == Value.RECUSE)
        .map(Voice::person)
        .collect(Collectors.toSet());
  }

  private Map<String, Voice> stances() {
    Map<String, Voice> latest = new LinkedHashMap<>();
    history.voices().stream()
        .filter(voice -> voice.people().stream().noneMatch(this::neverCounts))
        .forEach(voice ->
            latest.merge(
                voice.person(), voice, (said, next) -> maySupersede(next, said) ? next : said));
    latest.values().removeIf(voice -> !isInForce(voice) || isBound(voice));
    return latest;
  }

  private boolean neverCounts(String person) {
    return authors.contains(person) || recused.contains(person);
  }

  private boolean isBound(Voice voice) {
    return voice.value() != Value.VETO && voice.people().stream().anyMatch(bound::contains);
  }

  /** One's own word always; that of a delegate only what the same hand said, or nothing. */
  private boolean maySupersede(Voice next, Voice said) {
    return next.onBehalfOf() == null
        || next.voter().equals(said.voter())
        || said.value() == Value.WITHDRAW
        || !isInForce(said);
  }

  /** Taking a delegation back takes back what was said under it. */
  private boolean isInForce(Voice voice) {
    return voice.delegation() == null || !history.revoked().contains(voice.delegation());
  }

  private boolean isStance(Voice voice) {
    return voice.equals(stances.get(voice.person()));
  }

  private boolean isCurrent(Voice voice) {
    return isApproval(voice)
        && approvable.contains(voice.dossierDigest())
        && !isOver(voice.castAt());
  }

  private boolean isExpired(Voice voice) {
    return isApproval(voice)
        && approvable.contains(voice.dossierDigest())
        && isOver(voice.castAt());
  }

  private boolean isOver(Instant saidAt) {
    return approvalExpires != null && !now.isBefore(saidAt.plus(approvalExpires));
  }

  private static boolean isApproval(Voice voice) {
    return voice.value() == Value.APPROVE;
  }

  /** One's own voice goes before others' that one lends a hand; nobody has a part in two. */
  private static List<Approval> oncePerPerson(List<Voice> approvals) {
    List<Voice> ownFirst = new ArrayList<>(approvals);
    ownFirst.sort(Comparator.comparing(voice -> voice.onBehalfOf() != null));
    Set<String> used = new HashSet<>();
    List<Approval> counted = new ArrayList<>();
    for (Voice voice : ownFirst) {
      if (Collections.disjoint(used, voice.people())) {
        used.addAll(voice.people());
        counted.add(new Approval(voice.voter(), voice.roles(), voice.onBehalfOf()));
      }
    }
    return counted;
  }

  private static List<String> voices(List<Voice> voices, Predicate<Voice> which) {
    return voices.stream().filter(which).map(Voice::person).toList();
  }

  private List<String> excluded() {
    return history.voices().stream()
        .flatMap(voice -> voice.people().stream())
        .filter(this::isAuthor)
        .distinct()
        .toList();
  }

  /** Only who sets aside every veto that stands, holds none and is no author. */
  private List<Standing.Overruler> overrides(List<Voice> vetoes) {
    Set<UUID> standing = vetoes.stream().map(Voice::id).collect(Collectors.toSet());
    Set<String> holders =
        vetoes.stream().flatMap(veto -> veto.people().stream()).collect(Collectors.toSet());
    Map<String, Standing.Overruler> calls = new LinkedHashMap<>();
    history.overrides().stream()
        .filter(call -> !standing.isEmpty() && call.vetoes().containsAll(standing))
        .filter(call -> approvable.contains(call.dossierDigest()) && !isOver(call.calledAt()))
        .filter(call -> !holders.contains(call.person()) && !isBarred(call.person()))
        .forEach(call ->
            calls.put(
                call.person(), new Standing.Overruler(call.person(), call.roles(), call.reason())));
    return List.copyOf(calls.values());
  }

  private Standing.@Nullable Bypass bypass(Glass terms) {
    List<GlassBreak> calls = breaks(terms);
    return calls.size() < terms.people()
        ? null
        : new Standing.Bypass(
            calls.stream().map(GlassBreak::person).toList(),
            calls.stream().map(GlassBreak::reason).collect(Collectors.joining("; ")));
  }

  /**
   * The calls to break the glass that count, one of each person, oldest first: for the dossier that
   * they saw and no other, and not for longer than the policy lets it be.
   */
  public List<GlassBreak> breaks(Glass terms) {
    Map<String, GlassBreak> calls = new LinkedHashMap<>();
    history.breaks().stream()
        .filter(call -> call.dossierDigest().equals(history.current()))
        .filter(call -> now.isBefore(call.calledAt().plus(terms.lasts())))
        .filter(call -> !isBarred(call.person()))
        .forEach(call -> calls.putIfAbsent(call.person(), call));
    return List.copyOf(calls.values());
  }

  /** The vetoes that stand. */
  public List<Voice> vetoes() {
    return history.voices().stream()
        .filter(voice -> voice.value() == Value.VETO && isStance(voice))
        .toList();
  }

  private List<Standing.Eligible> eligible(Map<String, Set<Role>> known) {
    Set<String> spoken = new HashSet<>();
    stances.values().stream()
        .filter(voice -> voice.value() != Value.WITHDRAW)
        .forEach(voice -> spoken.addAll(voice.people()));
    return known.entrySet().stream()
        .filter(person -> !isBarred(person.getKey()) && !spoken.contains(person.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(person -> new Standing.Eligible(person.getKey(), person.getValue()))
        .toList();
  }
}
