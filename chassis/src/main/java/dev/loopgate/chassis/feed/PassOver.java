package dev.loopgate.chassis.feed;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person's word that a service goes on without an event.
 *
 * @param reason in that person's words; the log keeps it
 */
public record PassOver(
    @NotBlank
        @Size(max = 2000)
        @Pattern(regexp = "[^\\x00]*", message = "holds a NUL character")
        @Schema(required = true)
        String reason) {}
