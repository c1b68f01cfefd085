package dev.loopgate.reviews.bundle;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.reviews.bundle.Statement.Descriptor;
import dev.loopgate.reviews.decision.DecisionView;
import dev.loopgate.reviews.decision.Decisions;
import dev.loopgate.reviews.log.Proofs;
import dev.loopgate.reviews.log.Signing;
import dev.loopgate.reviews.subject.KnownExperiment;
import dev.loopgate.reviews.subject.KnownIdea;
import dev.loopgate.reviews.subject.SubjectStore;
import dev.loopgate.tlog.DsseEnvelope;
import dev.loopgate.tlog.TlogProof;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A decision, to be taken away and checked elsewhere. */
@Path("/api/v1/decisions/{id}/bundle")
@Tag(name = "decisions")
@Produces(MediaType.APPLICATION_JSON)
public class BundleResource {
  private final Decisions decisions;
  private final SubjectStore subjects;
  private final Proofs proofs;
  private final Signing signing;

  @Inject
  BundleResource(Decisions decisions, SubjectStore subjects, Proofs proofs, Signing signing) {
    this.decisions = decisions;
    this.subjects = subjects;
    this.proofs = proofs;
    this.signing = signing;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      operationId = "getDecisionBundle",
      summary = "A decision as signed statements (in-toto, DSSE) with the proof of its log entry")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(kind = PrincipalKind.AGENT, roles = Role.RESEARCHER)
  @Allow(kind = PrincipalKind.SERVICE, roles = Role.PEER)
  public DecisionBundle get(@PathParam("id") String id) {
    DecisionView decision =
        decisions.find(id).orElseThrow(() -> ProblemException.notFound("decision", id));
    TlogProof proof = proofs.of(decision.recordIndex());
    List<DsseEnvelope> envelopes =
        statements(decision, proof.index()).stream()
            .map(statement -> signing.sign(DsseEnvelope.IN_TOTO, Json.canonical(statement)))
            .toList();
    return new DecisionBundle(
        envelopes.stream().map(BundleResource::shown).toList(),
        proofs.leaf(proof.index()),
        proof.toString());
  }

  private List<Statement> statements(DecisionView decision, long index) {
    IdeaProposed idea =
        Optional.ofNullable(decision.ideaId())
            .flatMap(subjects::findIdea)
            .map(KnownIdea::proposed)
            .orElse(null);
    List<Descriptor> about = Attest.subjects(decision, idea);
    List<Statement> statements = new ArrayList<>();
    Optional.ofNullable(decision.experimentId())
        .flatMap(subjects::findExperiment)
        .map(KnownExperiment::conclusion)
        .ifPresent(concluded -> statements.add(Attest.verdict(about, concluded)));
    statements.add(Attest.decision(about, decision, signing.origin(), index));
    return statements;
  }

  private static DecisionBundle.Envelope shown(DsseEnvelope envelope) {
    return new DecisionBundle.Envelope(
        envelope.payloadType(),
        envelope.payload(),
        envelope.signatures().stream()
            .map(s -> new DecisionBundle.Signature(s.keyid(), s.sig()))
            .toList());
  }
}
