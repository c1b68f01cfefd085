package dev.loopgate.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Puts a request path together so that nothing a person types can leave its place. */
public final class Address {
  private final StringBuilder path;
  private char separator = '?';

  private Address(String path) {
    this.path = new StringBuilder(path);
  }

  /** {@code /api/v1/<collection>}. */
  public static Address of(String collection) {
    return new Address("/api/v1/" + collection);
  }

  /** One more path segment. */
  public Address slash(String segment) {
    path.append('/').append(encode(segment));
    return this;
  }

  /** A query parameter, left out when there is no value. */
  public Address with(String name, @Nullable Object value) {
    if (value != null) {
      path.append(separator).append(name).append('=').append(encode(value.toString()));
      separator = '&';
    }
    return this;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
  }
}
