package dev.loopgate.contracts.feed;

/** A fact about events, which every service can tell in its own feed. */
public sealed interface FeedEvent permits EventPassedOver {}
