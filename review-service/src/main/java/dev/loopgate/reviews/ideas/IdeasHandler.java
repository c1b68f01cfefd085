package dev.loopgate.reviews.ideas;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.chassis.feed.FeedHandler;
import dev.loopgate.chassis.feed.TooEarlyException;
import dev.loopgate.contracts.access.AccessRefused;
import dev.loopgate.contracts.feed.EventPassedOver;
import dev.loopgate.contracts.ideas.AgentQuarantined;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.contracts.ideas.QuarantineLifted;
import dev.loopgate.contracts.ideas.RollbackClosed;
import dev.loopgate.contracts.ideas.RollbackProposed;
import dev.loopgate.contracts.ideas.RuleChangeClosed;
import dev.loopgate.contracts.ideas.RuleChangeProposed;
import dev.loopgate.reviews.asking.Reviews;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.Policies;
import dev.loopgate.reviews.record.Witness;
import dev.loopgate.reviews.seal.EndPlants;
import dev.loopgate.reviews.subject.KnownIdea;
import dev.loopgate.reviews.subject.SponsorStore;
import dev.loopgate.reviews.subject.SubjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What happens here when a program is applied, an idea proposed or closed, a baseline made, an
 * agent put into quarantine, other rules or an older baseline asked for.
 */
@ApplicationScoped
public class IdeasHandler implements FeedHandler {
  private static final Logger LOG = Logger.getLogger(IdeasHandler.class);

  private final SubjectStore subjects;
  private final SponsorStore sponsors;
  private final Policies policies;
  private final Reviews reviews;
  private final ProgramQuestions questions;
  private final EndPlants plants;
  private final Witness witness;

  @Inject
  IdeasHandler(
      SubjectStore subjects,
      SponsorStore sponsors,
      Policies policies,
      Reviews reviews,
      ProgramQuestions questions,
      EndPlants plants,
      Witness witness) {
    this.subjects = subjects;
    this.sponsors = sponsors;
    this.policies = policies;
    this.reviews = reviews;
    this.questions = questions;
    this.plants = plants;
    this.witness = witness;
  }

  @Override
  public String feed() {
    return "ideas";
  }

  @Override
  public void apply(CloudEvent event) throws JsonProcessingException {
    switch (event.type()) {
      case ProgramApplied.TYPE -> programApplied(event, event.read(ProgramApplied.class));
      case IdeaProposed.TYPE -> ideaProposed(event, event.read(IdeaProposed.class));
      case IdeaClosed.TYPE -> ideaClosed(event, event.read(IdeaClosed.class));
      case GenerationAdvanced.TYPE -> advanced(event, event.read(GenerationAdvanced.class));
      case AgentQuarantined.TYPE -> witness.record(event, event.read(AgentQuarantined.class));
      case QuarantineLifted.TYPE -> witness.record(event, event.read(QuarantineLifted.class));
      case RuleChangeProposed.TYPE -> questions.ask(event, event.read(RuleChangeProposed.class));
      case RuleChangeClosed.TYPE -> questions.close(event, event.read(RuleChangeClosed.class));
      case RollbackProposed.TYPE -> questions.ask(event, event.read(RollbackProposed.class));
      case RollbackClosed.TYPE -> questions.close(event, event.read(RollbackClosed.class));
      case AccessRefused.TYPE -> witness.record(event, event.read(AccessRefused.class));
      case EventPassedOver.TYPE -> witness.record(event, event.read(EventPassedOver.class));
      default -> LOG.debugf("%s is not for reviews", event.type());
    }
  }

  private record Applied(
      UUID programId, String name, int version, String specDigest, String policy, String by) {}

  private void programApplied(CloudEvent event, ProgramApplied applied) {
    if (subjects.addProgram(applied)) {
      witness.record(
          event,
          new Applied(
              applied.programId(),
              applied.name(),
              applied.version(),
              applied.specDigest(),
              applied.spec().policy(),
              applied.appliedBy()));
    }
  }

  private record Proposed(
      UUID ideaId,
      String key,
      UUID generationId,
      String patchDigest,
      String policy,
      Set<String> authors,
      List<IdeaFlag> flags) {}

  private void ideaProposed(CloudEvent event, IdeaProposed proposed) {
    subjects.lockIdea(proposed.ideaId());
    Provenance provenance = proposed.provenance();
    if (provenance.sponsor() != null) {
      sponsors.add(provenance.principal(), provenance.sponsor());
    }
    plants.makeWay(proposed.programId(), proposed.number());
    KnownIdea idea =
        new KnownIdea(
            proposed.ideaId(), policy(proposed), authors(proposed), Set.of(), proposed, null);
    if (!subjects.addIdea(idea)) {
      witness.refuse(event, "the idea is known; what was proposed first stays");
      return;
    }
    witness.record(
        event,
        new Proposed(
            idea.id(),
            proposed.key(),
            proposed.generationId(),
            proposed.patchDigest(),
            idea.policy(),
            idea.authors(),
            proposed.flags()));
    reviews.considerClearance(idea);
    reviews.considerAdoption(idea.id());
  }

  private void advanced(CloudEvent event, GenerationAdvanced advanced) {
    plants.moveOn(advanced.programId(), advanced.generationId());
    witness.record(event, advanced);
  }

  /** An unknown policy keeps a name that no policy has, so that it is never found later either. */
  private String policy(IdeaProposed proposed) {
    String name =
        subjects
            .policyName(proposed.programId(), proposed.programVersion())
            .orElseThrow(() ->
                new TooEarlyException(
                    "version %d of program %s"
                        .formatted(proposed.programVersion(), proposed.program())));
    return policies.newest(name).map(KnownPolicy::ref).orElse("unknown:" + name);
  }

  /**
   * Whoever had a hand in it: authors, proposer, whoever answered for them up to now, and those of
   * the ideas that it repeats or builds on.
   */
  private Set<String> authors(IdeaProposed proposed) {
    Set<String> authors = new HashSet<>(proposed.authors());
    authors.add(proposed.provenance().principal());
    if (proposed.provenance().sponsor() != null) {
      authors.add(proposed.provenance().sponsor());
    }
    if (proposed.rebasedFrom() != null) {
      authors.addAll(known(proposed.rebasedFrom()).authors());
    }
    authors.addAll(subjects.authors(proposed.provenance().parents()));
    authors.addAll(sponsors.of(authors));
    return authors;
  }

  private KnownIdea known(UUID idea) {
    return subjects.findIdea(idea).orElseThrow(() -> new TooEarlyException("idea " + idea));
  }

  private void ideaClosed(CloudEvent event, IdeaClosed closed) {
    subjects.lockIdea(closed.ideaId());
    KnownIdea idea = known(closed.ideaId());
    if (!subjects.tryCloseIdea(idea.id(), closed.outcome())) {
      witness.refuse(event, "the idea is closed already");
      return;
    }
    reviews.supersede(closed.ideaId(), closed.outcome() + ": " + closed.reason());
    witness.record(event, closed);
  }
}
