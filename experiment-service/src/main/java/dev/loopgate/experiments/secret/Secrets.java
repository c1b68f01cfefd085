package dev.loopgate.experiments.secret;

/** Hands out unpredictable bytes. Injected, so that a test can foresee seeds and tokens. */
@FunctionalInterface
public interface Secrets {
  int LENGTH = 32;

  /** {@value #LENGTH} fresh bytes. */
  byte[] next();
}
