package dev.loopgate.ideas.program;

import dev.loopgate.contracts.ideas.ProgramSpec;

/** A program file that was read; its rules are checked by {@link ProgramRules}. */
public record ProgramFile(String name, String title, ProgramSpec spec) {}
