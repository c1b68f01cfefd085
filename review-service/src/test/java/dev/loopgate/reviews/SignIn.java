package dev.loopgate.reviews;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser's part in signing in: authorization code with PKCE through the provider's own login
 * page.
 *
 * @param endpoints {@code …/protocol/openid-connect}
 * @param client whose page it is; its secret is that of the test
 */
record SignIn(String endpoints, String client, String redirect) {
  static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-for-a-test";

  /** What the token endpoint answers after somebody typed their password. */
  JsonNode as(String person, String scope) {
    String code = code(person, scope);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", client);
    form.put("client_secret", Keycloak.secretOf(client));
    form.put("redirect_uri", redirect);
    form.put("code", code);
    form.put("code_verifier", VERIFIER);
    return form(URI.create(endpoints + "/token"), form);
  }

  private String code(String person, String scope) {
    Map<String, String> question = new LinkedHashMap<>();
    question.put("client_id", client);
    question.put("redirect_uri", redirect);
    question.put("response_type", "code");
    question.put("scope", scope);
    question.put("max_age", "60");
    question.put("code_challenge", challenge());
    question.put("code_challenge_method", "S256");
    HttpResponse<String> page =
        send(HttpRequest.newBuilder(URI.create(endpoints + "/auth?" + encoded(question))).build());
    Matcher action = FORM.matcher(page.body());
    if (!action.find()) {
      throw new AssertionError("no login page: " + page.statusCode() + " " + page.body());
    }
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                .header("Cookie", cookies(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        encoded(Map.of("username", person, "password", Keycloak.secretOf(person)))))
                .build());
    String location =
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError("not signed in: " + answer.body()));
    return parameter(URI.create(location), "code");
  }

  /** By hand, because the cookies are for https only and the test is on loopback. */
  private static String cookies(HttpResponse<String> page) {
    return page.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.split(";", 2)[0])
        .collect(Collectors.joining("; "));
  }

  static JsonNode form(URI endpoint, Map<String, String> form) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form)))
                .build());
    return json(response.body());
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The part of a token between the dots, counted from 0. */
  static JsonNode part(String token, int index) {
    return json(
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8));
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private static String challenge() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String parameter(URI uri, String name) {
    for (String part : uri.getRawQuery().split("&")) {
      if (part.startsWith(name + "=")) {
        return URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError("no " + name + " in " + uri);
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field ->
            URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
