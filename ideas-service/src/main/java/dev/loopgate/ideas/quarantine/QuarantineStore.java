package dev.loopgate.ideas.quarantine;

import dev.loopgate.chassis.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * What quarantines wait for. An agent's proposals share a lock that its quarantine takes alone, so
 * that none of them slips past; it is taken before the lock of any program.
 */
@ApplicationScoped
class QuarantineStore {
  private final Sql sql;

  @Inject
  QuarantineStore(Sql sql) {
    this.sql = sql;
  }

  /** Keeps the agent from being quarantined until this transaction ends. */
  void share(String subject) {
    sql.query("select pg_advisory_xact_lock_shared(hashtextextended(:agent, 0))")
        .bind("agent", "agent " + subject)
        .mapTo(String.class)
        .one();
  }

  /** Waits for the agent's proposals under way, and holds off new ones. */
  void lock(String subject) {
    sql.query("select pg_advisory_xact_lock(hashtextextended(:agent, 0))")
        .bind("agent", "agent " + subject)
        .mapTo(String.class)
        .one();
  }

  /** Whether a person ever answered for one of the agent's ideas. */
  boolean isSponsor(String person, String subject) {
    return sql.query(
            """
            select 1 from idea
            where provenance ->> 'principal' = :subject and provenance ->> 'sponsor' = :person
            limit 1
            """)
        .bind("subject", subject)
        .bind("person", person)
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }
}
