package dev.loopgate.reviews.planting;

import dev.loopgate.reviews.plant.PlantView;
import dev.loopgate.reviews.rules.CatchRate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of plants with what came of all that have ended.
 *
 * @param items newest first; open ones only for those who may know of them
 * @param nextCursor absent on the last page
 * @param total over all that have ended, whatever the page
 */
public record PlantPage(
    @Schema(required = true) List<PlantView> items,
    @Nullable String nextCursor,
    @Schema(required = true) CatchRate total) {
  public PlantPage {
    items = List.copyOf(items);
  }
}
