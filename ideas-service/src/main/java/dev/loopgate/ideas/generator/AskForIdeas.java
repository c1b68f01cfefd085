package dev.loopgate.ideas.generator;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person sends to have ideas made.
 *
 * @param count how many more
 */
public record AskForIdeas(@NotNull @Min(1) @Max(1000) @Schema(required = true) Integer count) {}
