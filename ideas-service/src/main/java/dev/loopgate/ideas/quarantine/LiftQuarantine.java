package dev.loopgate.ideas.quarantine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person sends to let an agent propose again.
 *
 * @param reason in that person's words; it goes into the record
 */
public record LiftQuarantine(@NotBlank @Size(max = 2000) @Schema(required = true) String reason) {}
