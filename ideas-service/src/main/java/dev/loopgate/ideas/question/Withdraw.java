package dev.loopgate.ideas.question;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to take back what one asked for.
 *
 * @param reason goes into the record
 */
public record Withdraw(@NotBlank @Size(max = 2000) @Schema(required = true) String reason) {}
