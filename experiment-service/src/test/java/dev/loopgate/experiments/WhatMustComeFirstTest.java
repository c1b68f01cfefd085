package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WhatMustComeFirstTest extends LoopTest {
  @Test
  void noRunStartsBeforeTheRecordHasTheRegistration() {
    ScriptedProgram program = program("patient").apply();
    Idea idea = program.propose();
    program.clear(idea);
    worker.workUntil(() -> is(idea, "REGISTERED"), lease -> ok(lease, accuracy(lease, null)));

    assertThat(worker.leaseOf(program)).isEmpty();
    JsonPath experiment = experiment(idea.key());
    program.log(experiment.getString("id"), experiment.getString("registrationDigest"));
    waitForState(idea.key(), "RUNNING");
    Lease lease = worker.mustLease(program);
    assertThat(lease.experimentId()).hasToString(experiment.getString("id"));
    conclude(idea, lease, l -> ok(l, accuracy(l, null)));
  }

  @Test
  void anotherRegistrationInTheRecordMakesTheExperimentInvalid() {
    ScriptedProgram program = program("forged").apply();
    Idea idea = program.propose();
    program.clear(idea);
    worker.workUntil(() -> is(idea, "REGISTERED"), lease -> ok(lease, accuracy(lease, null)));
    program.log(experiment(idea.key()).getString("id"), "sha256:other");
    waitForState(idea.key(), "CONCLUDED");
    assertThat(experiment(idea.key()).getString("verdict.reason")).contains("instead of");
  }

  @Test
  void clearanceThatComesBeforeItsIdeaIsNotLost() {
    ScriptedProgram program = program("early").apply();
    Idea unknown = new Idea(java.util.UUID.randomUUID(), "early-9");
    program.clear(unknown);
    Idea idea = program.propose();
    program.clear(idea);
    waitForState(idea.key(), "WAITING_FOR_BASELINE");
    program.close(idea, IdeaClosed.Outcome.REJECTED);
    waitForState(idea.key(), "CANCELLED");
  }
}
