package dev.loopgate.contracts.feed;

/**
 * A fact that nobody passes over: a service that does not know its type waits until it does, and an
 * operator cannot set it aside. Decisions, registrations and stops are such facts.
 */
public interface MustUnderstand {}
