package dev.loopgate.ideas.people;

import dev.loopgate.chassis.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Everybody who ever came with a token of their own. */
@Singleton
class PersonStore {
  private final Sql sql;

  @Inject
  PersonStore(Sql sql) {
    this.sql = sql;
  }

  /** Remembers a person; again changes nothing. */
  void add(String subject) {
    sql.update("insert into person (subject) values (:subject) on conflict do nothing")
        .bind("subject", subject)
        .execute();
  }

  boolean isKnown(String subject) {
    return sql.query("select 1 from person where subject = :subject")
        .bind("subject", subject)
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }
}
