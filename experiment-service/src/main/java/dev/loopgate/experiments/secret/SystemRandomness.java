package dev.loopgate.experiments.secret;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** The one place where real randomness enters this service. */
class SystemRandomness {
  @Produces
  @Singleton
  @DefaultBean
  Secrets secrets() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[Secrets.LENGTH];
      random.nextBytes(bytes);
      return bytes;
    };
  }
}
