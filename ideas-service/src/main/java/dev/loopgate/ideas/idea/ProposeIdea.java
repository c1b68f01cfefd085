package dev.loopgate.ideas.idea;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a proposer sends: either a patch or whole files.
 *
 * @param generation the number of the current generation, which the change is against
 * @param patch a unified diff as git writes it
 * @param files new content by path; null as content deletes a file
 */
public record ProposeIdea(
    @NotBlank @Size(max = 60) @Schema(required = true) String program,
    @NotNull @Min(1) @Schema(required = true) Integer generation,
    @NotBlank @Size(max = 200) @Schema(required = true) String title,
    @NotBlank @Size(max = 4000) @Schema(required = true) String hypothesis,
    @Nullable String patch,
    @Nullable @Size(max = 200) Map<String, @Nullable String> files,
    @Nullable @Valid ProvenanceStatement provenance) {}
