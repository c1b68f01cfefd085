package dev.loopgate.contracts.experiments;

/** A fact in the feed of experiment-service. */
public sealed interface ExperimentEvent
    permits ExperimentRegistered,
        ExperimentConcluded,
        BaselineMeasured,
        RunFlagged,
        IsolationOffered,
        StopProgressed,
        StopProven {}
