package dev.loopgate.contracts.reviews;

/** A fact in the feed of review-service. */
public sealed interface ReviewEvent
    permits BreakGlassUsed,
        ClearanceGranted,
        DecisionMade,
        RegistrationLogged,
        ReviewOpened,
        SilenceChanged,
        StopChanged,
        VoteCast {}
