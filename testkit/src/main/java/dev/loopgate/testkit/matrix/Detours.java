package dev.loopgate.testkit.matrix;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.testkit.matrix.Knock.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Ways around a door that have worked elsewhere. */
final class Detours {
  private static final List<String> METHOD_OVERRIDES =
      List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

  private static final String GOOD_TOKEN = TestTokens.service("service@matrix", Role.values());

  private final Knock knock;

  Detours(Knock knock) {
    this.knock = knock;
  }

  /** Descriptions of the ways that led somewhere. */
  List<String> open(Door door) {
    Caller stranger =
        Stream.of(Caller.MIGHTY_AGENT, Caller.MIGHTY_SERVICE)
            .filter(caller -> !door.admits(caller))
            .findFirst()
            .orElse(Caller.NOBODY);
    List<String> open = new ArrayList<>();
    for (String path : spellings(door.bare())) {
      Answer answer = knock.at(door.method(), path, door, stranger, Map.of());
      if (!isClosed(answer) && !isNameOfNothing(path, answer)) {
        open.add("%s %s as %s: %s".formatted(door.method(), path, stranger.name(), answer));
      }
    }
    open.addAll(otherMethods(door, stranger));
    open.addAll(overrides(door, stranger));
    open.addAll(tokensElsewhere(door));
    return open;
  }

  private static List<String> spellings(String path) {
    int last = path.lastIndexOf('/');
    String parent = path.substring(0, last);
    String name = path.substring(last + 1);
    return List.of(
        path + "/",
        path + "//",
        path + "/.",
        path + "/%2e",
        path + ";a=b",
        path + ";",
        path + "%20",
        path + "%00",
        path + ".json",
        path + "?access=1",
        "/" + path,
        "//" + path.substring(1).replace("/", "//"),
        "/." + path,
        "/%2e" + path,
        "/q/.." + path,
        "/q/%2e%2e" + path,
        "/q/health/..;" + path,
        parent + ";a=b/" + name,
        parent + "/x/../" + name,
        parent + "/x/%2e%2e/" + name,
        parent + "%2f" + name,
        parent + "//" + name,
        path.toUpperCase(Locale.ROOT),
        "/%61" + path.substring(2));
  }

  private List<String> otherMethods(Door door, Caller stranger) {
    List<String> open = new ArrayList<>();
    Answer head = knock.at("HEAD", door.bare(), door, stranger, Map.of());
    Answer get = knock.at("GET", door.bare(), door, stranger, Map.of());
    if (head.status() < 400 && get.status() >= 400) {
      open.add("HEAD %s as %s: %s".formatted(door.bare(), stranger.name(), head));
    }
    Answer options = knock.at("OPTIONS", door.bare(), door, Caller.NOBODY, Map.of());
    if (options.status() < 400 && !options.detail().isEmpty()) {
      open.add("OPTIONS %s says more than methods: %s".formatted(door.bare(), options));
    }
    return open;
  }

  /** With the header a request is answered as without. */
  private List<String> overrides(Door door, Caller stranger) {
    List<String> open = new ArrayList<>();
    for (String method : List.of("GET", "POST")) {
      Answer plain = knock.at(method, door.bare(), door, stranger, Map.of());
      for (String header : METHOD_OVERRIDES) {
        Answer answer =
            knock.at(method, door.bare(), door, stranger, Map.of(header, door.method()));
        if (answer.status() != plain.status()) {
          open.add("%s %s with %s: %s".formatted(method, door.bare(), header, answer));
        }
      }
    }
    return open;
  }

  /** A good token counts in the header and nowhere else. */
  private List<String> tokensElsewhere(Door door) {
    Answer query =
        knock.at(
            door.method(),
            door.bare() + "?access_token=" + GOOD_TOKEN,
            door,
            Caller.NOBODY,
            Map.of());
    Answer cookie =
        knock.at(
            door.method(),
            door.bare(),
            door,
            Caller.NOBODY,
            Map.of("Cookie", "Bearer=" + GOOD_TOKEN + "; access_token=" + GOOD_TOKEN));
    return Stream.of(query, cookie)
        .filter(answer -> answer.status() != 401)
        .map(answer -> "%s takes a token from elsewhere: %s".formatted(door.operation(), answer))
        .toList();
  }

  private static boolean isClosed(Answer answer) {
    return answer.status() == 401 || answer.isForbidden() || answer.isNoSuchAddress();
  }

  /** An encoded slash makes one name of two parts; nothing has that name at the door beside. */
  private static boolean isNameOfNothing(String path, Answer answer) {
    int joint = path.indexOf("%2f");
    return joint >= 0
        && answer.status() == 404
        && answer.detail().contains("/" + path.substring(joint + "%2f".length()));
  }
}
