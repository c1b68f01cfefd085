package dev.loopgate.reviews.subject;

import dev.loopgate.chassis.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Everybody who ever answered for an agent: whoever did once stays an author of what it makes. */
@Singleton
public class SponsorStore {
  private final Sql sql;

  @Inject
  SponsorStore(Sql sql) {
    this.sql = sql;
  }

  /** Remembers that somebody answers for an agent; again changes nothing. */
  public void add(String agent, String sponsor) {
    sql.update(
            """
            insert into agent_sponsor (agent, sponsor) values (:agent, :sponsor)
            on conflict do nothing
            """)
        .bind("agent", agent)
        .bind("sponsor", sponsor)
        .execute();
  }

  /** Everybody who ever answered for one of these; for who is no agent nobody does. */
  public Set<String> of(Collection<String> agents) {
    return sql.query("select distinct sponsor from agent_sponsor where agent = any(:agents)")
        .bind("agents", agents.toArray(String[]::new))
        .mapTo(String.class)
        .collect(Collectors.toUnmodifiableSet());
  }
}
