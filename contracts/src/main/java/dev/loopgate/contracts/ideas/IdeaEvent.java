package dev.loopgate.contracts.ideas;

/** A fact in the feed of ideas-service. */
public sealed interface IdeaEvent
    permits ProgramApplied,
        IdeaProposed,
        IdeaClosed,
        GenerationAdvanced,
        AgentQuarantined,
        QuarantineLifted,
        RuleChangeProposed,
        RuleChangeClosed,
        RollbackProposed,
        RollbackClosed {}
