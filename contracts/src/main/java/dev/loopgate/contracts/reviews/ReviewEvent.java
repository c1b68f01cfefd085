package dev.loopgate.contracts.reviews;

/** A fact in the feed of review-service. */
public sealed interface ReviewEvent
    permits ClearanceGranted, RegistrationLogged, ReviewOpened, VoteCast, DecisionMade {}
