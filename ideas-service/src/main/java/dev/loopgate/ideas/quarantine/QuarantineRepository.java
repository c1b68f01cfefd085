package dev.loopgate.ideas.quarantine;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds quarantines. */
@Singleton
class QuarantineRepository implements PanacheRepositoryBase<Quarantine, UUID> {

  Optional<Quarantine> inForce(String subject) {
    return find("subject = ?1 and lifted.at is null", subject).firstResultOptional();
  }

  /** The newest one of an agent, in force or not. */
  Optional<Quarantine> newest(String subject) {
    return find("subject = ?1 order by id desc", subject).firstResultOptional();
  }

  /** Newest first, below an id. */
  List<Quarantine> page(UUID below, int limit) {
    return find("id < ?1 order by id desc", below).page(0, limit).list();
  }
}
