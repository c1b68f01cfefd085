package dev.loopgate.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.peer.PeerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A whole list, page after page. */
public final class EveryPage {
  private static final int LARGEST_PAGE = 200;

  private EveryPage() {}

  /**
   * All items of a list.
   *
   * @param list makes its address, once for each page
   */
  public static List<JsonNode> of(PeerClient service, Supplier<Address> list)
      throws InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String cursor = null;
    do {
      Address page = list.get().with("limit", LARGEST_PAGE).with("cursor", cursor);
      JsonNode answer = service.get(page.toString(), JsonNode.class);
      answer.path("items").forEach(items::add);
      cursor = answer.path("nextCursor").asText("");
    } while (!cursor.isEmpty());
    return items;
  }
}
