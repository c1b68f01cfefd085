package dev.loopgate.ideas.intent;

/** Knows what intents of one kind come to. */
public interface CarriesOut {
  IntentKind kind();

  /** Looks at things as they are, outside of any transaction; changes nothing yet. */
  Plan plan(Intent intent);
}
