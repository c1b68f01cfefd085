package dev.loopgate.cli.machine;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an installation gets beside the usual, for whoever starts one with a purpose of its own.
 *
 * @param properties settings of the services, over the usual ones
 * @param environment variables of services and worker
 */
public record Extras(Map<String, String> properties, Map<String, String> environment) {
  static final Extras NONE = new Extras(Map.of(), Map.of());

  public Extras {
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  Map<String, String> environmentWith(Map<String, String> usual) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(usual);
    return all;
  }
}
