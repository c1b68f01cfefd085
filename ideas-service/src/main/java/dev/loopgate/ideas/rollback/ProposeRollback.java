package dev.loopgate.ideas.rollback;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person sends to ask for an older generation.
 *
 * @param toGeneration number of the generation whose files shall come back
 * @param reason in that person's words; it goes into the record
 */
public record ProposeRollback(
    @NotNull @Min(1) @Schema(required = true) Integer toGeneration,
    @NotBlank @Size(max = 2000) @Schema(required = true) String reason) {}
