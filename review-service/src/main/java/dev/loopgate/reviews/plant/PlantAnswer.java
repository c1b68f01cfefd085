package dev.loopgate.reviews.plant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One person's last word on a plant.
 *
 * @param person whose hand it was
 * @param caught true for a veto, false for an approval; whoever abstained or was recused is not
 *     here
 */
public record PlantAnswer(
    @Schema(required = true) String person, @Schema(required = true) boolean caught) {}
