package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.workspace.Change;

/** A proposal that was screened against a generation, and who makes it. */
record Proposing(
    Program program,
    Generation generation,
    Proposal proposal,
    Change change,
    Principal principal) {}
