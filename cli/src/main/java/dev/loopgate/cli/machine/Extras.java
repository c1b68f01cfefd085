package dev.loopgate.cli.machine;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an installation gets beside the usual, for whoever starts one with a purpose of its own.
 *
 * @param properties settings of the services, over the usual ones
 * @param environment variables of services and worker
 * @param worker whether it gets a worker of its own
 */
public record Extras(
    Map<String, String> properties, Map<String, String> environment, boolean worker) {
  static final Extras NONE = new Extras(Map.of(), Map.of());

  /** For whoever brings a worker. */
  public static final Extras WITHOUT_WORKER = new Extras(Map.of(), Map.of(), false);

  public Extras {
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  public Extras(Map<String, String> properties, Map<String, String> environment) {
    this(properties, environment, true);
  }

  Map<String, String> environmentWith(Map<String, String> usual) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(usual);
    return all;
  }
}
