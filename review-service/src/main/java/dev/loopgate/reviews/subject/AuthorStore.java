package dev.loopgate.reviews.subject;

import dev.loopgate.chassis.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who made what is judged, for many reviews at once. */
@Singleton
public class AuthorStore {
  private final Sql sql;

  @Inject
  AuthorStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * An idea to which something may still happen.
   *
   * @param policy name and version
   */
  public record OpenIdea(@Nullable UUID programId, String policy, Set<String> authors) {}

  /** Some ideas and all that they repeat, by id; those that nobody told of are absent. */
  public Map<UUID, KnownIdea> lineage(Collection<UUID> ideas) {
    return sql.query(
            """
            with recursive line (id) as (
              select id from known_idea where id = any(:ideas)
              union
              select k.rebased_from
              from line join known_idea k on k.id = line.id
              where k.rebased_from is not null)
            """
                + SubjectStore.IDEAS
                + "where id in (select id from line)")
        .bind("ideas", ideas.toArray(UUID[]::new))
        .map(SubjectStore::idea)
        .collect(Collectors.toMap(KnownIdea::id, Function.identity()));
  }

  /**
   * The open ideas of some programs, and those that are judged under a version of some policies.
   */
  public List<OpenIdea> openIdeas(Collection<UUID> programs, Collection<String> policies) {
    return sql.query(
            """
            select distinct program_id, policy, authors
            from known_idea
            where closed_outcome is null
              and (program_id = any(:programs) or split_part(policy, '@', 1) = any(:policies))
            """)
        .bind("programs", programs.toArray(UUID[]::new))
        .bind("policies", policies.toArray(String[]::new))
        .map(row ->
            new OpenIdea(
                row.getColumn("program_id", UUID.class),
                row.getColumn("policy", String.class),
                SubjectStore.people(row, "authors")))
        .list();
  }
}
