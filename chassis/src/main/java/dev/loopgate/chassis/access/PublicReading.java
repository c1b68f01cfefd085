package dev.loopgate.chassis.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import org.eclipse.microprofile.config.Config;

/** Knows what the operator lets anybody read. */
@ApplicationScoped
public class PublicReading {
  private final Config config;

  @Inject
  PublicReading(Config config) {
    this.config = config;
  }

  boolean isOpen(Method method) {
    PublicWhen when = method.getAnnotation(PublicWhen.class);
    return when != null && config.getOptionalValue(when.value(), Boolean.class).orElse(false);
  }
}
