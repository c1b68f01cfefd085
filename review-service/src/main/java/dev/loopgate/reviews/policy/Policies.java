package dev.loopgate.reviews.policy;

import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The policies that this service knows. What it ships is put in force at the first start, once: a
 * newer text under the same name is a change of rules, and those are made by people.
 */
@ApplicationScoped
public class Policies {
  static final List<String> SHIPPED = List.of("solo", "standard", "high-assurance", "isolated");

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern REF = Pattern.compile(NAME.pattern() + "@[1-9][0-9]{0,8}");
  private static final Logger LOG = Logger.getLogger(Policies.class);

  private final PolicyStore store;
  private final LogStore record;
  private final Clock clock;
  private final Map<String, KnownPolicy> compiled = new ConcurrentHashMap<>();

  @Inject
  Policies(PolicyStore store, LogStore record, Clock clock) {
    this.store = store;
    this.record = record;
    this.clock = clock;
  }

  /** What the record says of a version that came into force. */
  private record InForce(String ref, String digest, @Nullable String appliedBy, PolicyFile policy) {
    static InForce of(PolicyVersion version) {
      return new InForce(version.ref(), version.digest(), version.appliedBy(), version.file());
    }
  }

  /** Before the followers start, because their events are judged by what is shipped. */
  void ship(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
    SHIPPED.forEach(name -> QuarkusTransaction.requiringNew().run(() -> ship(load(name))));
  }

  /**
   * All versions, by name, the newest version of a name first.
   *
   * @param cursor the last one of the page before, for example {@code standard@2}
   */
  public Page<PolicyView> page(int limit, @Nullable String cursor) {
    if (cursor != null && !REF.matcher(cursor).matches()) {
      throw ProblemException.invalid(
          "cursor", "This is no cursor of this list. Send nextCursor as it was given.");
    }
    String[] last = cursor == null ? new String[] {"", "1"} : cursor.split("@", 2);
    return Page.of(
            store.page(last[0], Integer.parseInt(last[1]), limit + 1), limit, PolicyVersion::ref)
        .map(PolicyView::of);
  }

  /** The names that there are. */
  public List<String> names() {
    return store.names();
  }

  /** The newest version of a name under which something can be decided. */
  public Optional<KnownPolicy> newestUsable(String name) {
    return store.ofName(name).stream()
        .map(this::compiled)
        .filter(known -> known.fault() == null)
        .findFirst();
  }

  /** The newest version of a name, or the one that {@code name@version} names. */
  public Optional<PolicyView> view(String nameOrRef) {
    return find(nameOrRef).or(() -> findNewest(nameOrRef)).map(PolicyView::of);
  }

  /** The newest version of a name. */
  public Optional<KnownPolicy> newest(String name) {
    return findNewest(name).map(this::compiled);
  }

  /** One version, for example {@code standard@1}. */
  public Optional<KnownPolicy> version(String ref) {
    KnownPolicy known = compiled.get(ref);
    return known == null ? find(ref).map(this::compiled) : Optional.of(known);
  }

  /** What can be no name, for example because of a NUL, is never asked of the database. */
  private Optional<PolicyVersion> findNewest(String name) {
    return NAME.matcher(name).matches() ? store.newest(name) : Optional.empty();
  }

  private Optional<PolicyVersion> find(String ref) {
    return REF.matcher(ref).matches() ? store.find(ref) : Optional.empty();
  }

  /** Reads a policy file; a problem names the place of everything that does not fit. */
  public PolicyFile read(byte[] body) {
    return checked(body);
  }

  static PolicyFile checked(byte[] body) {
    ReadPolicyFile.Read read = ReadPolicyFile.from(body);
    Faults faults = new Faults();
    DraftPolicy.of(read.file(), 1, faults).ifPresent(policy -> new Conditions(policy, faults));
    ReadPolicyFile.refuse(faults, read.positions());
    return read.file();
  }

  /** Makes everybody else who changes policies wait until this transaction ends. */
  public void lock() {
    store.lock();
  }

  /** Puts a version in force, in the transaction under way. The caller holds the lock. */
  public void putInForce(PolicyFile file, int version, String appliedBy) {
    PolicyVersion applied = PolicyVersion.of(file, version, appliedBy, clock.instant());
    if (!store.tryAdd(applied)) {
      throw new IllegalStateException(applied.ref() + " is in force already");
    }
    record.append("policy.applied", InForce.of(applied));
  }

  /** Versions never change, so one is compiled once. */
  private KnownPolicy compiled(PolicyVersion version) {
    return compiled.computeIfAbsent(version.ref(), _ -> KnownPolicy.of(version));
  }

  private void ship(PolicyFile file) {
    store.lock();
    String name = file.metadata().name();
    PolicyVersion shipped = PolicyVersion.of(file, 1, null, clock.instant());
    Optional<PolicyVersion> known = store.newest(name);
    if (known.isEmpty()) {
      store.tryAdd(shipped);
      record.append("policy.shipped", InForce.of(shipped));
      return;
    }
    if (!known.get().digest().equals(shipped.digest())) {
      LOG.infof(
          "%s stays in force; this release ships another %s, which people can apply",
          known.get().ref(), name);
    }
  }

  static PolicyFile load(String name) {
    String resource = "/policies/" + name + ".yaml";
    try (InputStream yaml = Policies.class.getResourceAsStream(resource)) {
      return ReadPolicyFile.from(Objects.requireNonNull(yaml, resource).readAllBytes()).file();
    } catch (IOException e) {
      throw new UncheckedIOException("policy file " + resource + " cannot be read", e);
    }
  }
}
