package dev.loopgate.reviews.policy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.reviews.record.RecordStore;
import dev.loopgate.reviews.rules.Policy;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The policies that this service knows. What it ships is recorded at the first start and never
 * changes under its version; whoever changes the text must raise the version.
 */
@ApplicationScoped
public class Policies {
  private static final List<String> SHIPPED =
      List.of("/policies/standard-1.yaml", "/policies/isolated-1.yaml");

  private final PolicyStore store;
  private final RecordStore record;

  @Inject
  Policies(PolicyStore store, RecordStore record) {
    this.store = store;
    this.record = record;
  }

  /** Before the followers start, because their events are judged by what is shipped. */
  void ship(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
    SHIPPED.forEach(file -> QuarkusTransaction.requiringNew().run(() -> ship(view(load(file)))));
  }

  /** All versions, by name, the newest version of a name first. */
  public List<PolicyView> all() {
    return store.all();
  }

  /** The newest version of a name. */
  public Optional<PolicyView> newest(String name) {
    return all().stream().filter(p -> p.policy().name().equals(name)).findFirst();
  }

  /** One version, for example {@code standard@1}. */
  public Optional<PolicyView> version(String ref) {
    return all().stream().filter(p -> p.ref().equals(ref)).findFirst();
  }

  private void ship(PolicyView shipped) {
    if (store.tryAdd(shipped)) {
      record.append("policy.shipped", shipped);
      return;
    }
    String known = version(shipped.ref()).orElseThrow().digest();
    if (!known.equals(shipped.digest())) {
      throw new IllegalStateException(
          "policy %s is recorded as %s but shipped as %s: a changed policy needs a new version"
              .formatted(shipped.ref(), known, shipped.digest()));
    }
  }

  static PolicyView view(Policy policy) {
    return new PolicyView(policy.ref(), Json.digest(policy), policy);
  }

  static Policy load(String file) {
    try (InputStream yaml = Policies.class.getResourceAsStream(file)) {
      return new YAMLMapper().readValue(Objects.requireNonNull(yaml, file), Policy.class);
    } catch (IOException e) {
      throw new UncheckedIOException("policy file " + file + " cannot be read", e);
    }
  }
}
