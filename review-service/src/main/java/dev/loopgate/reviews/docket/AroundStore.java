package dev.loopgate.reviews.docket;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.wire.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is the same for all reviews, in one statement: every page of a list asks for it. */
@Singleton
class AroundStore {
  private final Sql sql;

  @Inject
  AroundStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * What is the same for all reviews.
   *
   * @param people everybody who was seen, with the roles that they had last
   * @param offered the strongest sandbox; null as long as no worker has been there
   */
  record Around(Map<String, Set<Role>> people, @Nullable Isolation offered) {
    Around {
      people = Map.copyOf(people);
    }
  }

  private record Row(String person, String value) {}

  Around read() {
    List<Row> rows =
        sql.query(
                """
                select person, roles::text as value from reviewer
                union all
                select '' as person, isolation as value from sandbox_offer
                """)
            .map(row ->
                new Row(
                    row.getColumn("person", String.class), row.getColumn("value", String.class)))
            .list();
    Map<String, Set<Role>> people = new HashMap<>();
    Isolation offered = null;
    for (Row row : rows) {
      if (row.person().isEmpty()) {
        offered = Isolation.valueOf(row.value());
      } else {
        people.put(row.person(), Set.of(Json.read(row.value(), Role[].class)));
      }
    }
    return new Around(people, offered);
  }
}
