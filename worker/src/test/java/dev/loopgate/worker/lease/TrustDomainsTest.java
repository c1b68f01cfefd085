package dev.loopgate.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TrustDomainsTest {
  @Test
  void trustedWaitsUntilTheLastCandidateIsGone() throws Exception {
    TrustDomains domains = new TrustDomains(false);
    domains.enter(false, () -> false);
    domains.enter(false, () -> false);
    AtomicBoolean entered = new AtomicBoolean();
    Thread trusted = Thread.startVirtualThread(() -> enter(domains, entered));
    domains.leave(false);
    trusted.join(300);
    assertThat(entered).isFalse();
    domains.leave(false);
    trusted.join();
    assertThat(entered).isTrue();
  }

  @Test
  void nobodyWaitsInASandbox() throws Exception {
    TrustDomains domains = new TrustDomains(true);
    assertThat(domains.enter(false, () -> false)).isTrue();
    assertThat(domains.enter(true, () -> false)).isTrue();
  }

  @Test
  void whoGivesUpIsNotInside() throws Exception {
    TrustDomains domains = new TrustDomains(false);
    domains.enter(false, () -> false);
    assertThat(domains.enter(true, () -> true)).isFalse();
    assertThat(domains.enter(false, () -> false)).isTrue();
  }

  private static void enter(TrustDomains domains, AtomicBoolean entered) {
    try {
      entered.set(domains.enter(true, () -> false));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
