package dev.loopgate.contracts.access;

/** A fact about who may do what, which every service can tell in its own feed. */
public sealed interface AccessEvent permits AccessRefused {}
