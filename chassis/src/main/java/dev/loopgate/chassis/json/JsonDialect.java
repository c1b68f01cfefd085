package dev.loopgate.chassis.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loopgate.wire.json.Json;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Makes the container's mapper speak the dialect of {@link Json}. */
@Singleton
class JsonDialect implements ObjectMapperCustomizer {
  @Override
  public void customize(ObjectMapper mapper) {
    Json.configure(mapper);
  }
}
