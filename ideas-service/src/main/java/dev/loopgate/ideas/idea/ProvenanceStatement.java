package dev.loopgate.ideas.idea;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a proposer states about itself; who it is comes from its token. */
public record ProvenanceStatement(
    @Nullable @Size(max = 200) String model,
    @Nullable @Size(max = 200) String provider,
    @Nullable @Pattern(regexp = "sha256:[0-9a-f]{64}", message = "must be sha256:<64 hex digits>")
        String promptDigest,
    @Nullable @Size(max = 100) Map<@Size(max = 100) String, @Size(max = 500) String> parameters,
    @Nullable @Min(0) @Max(1_000_000_000_000L) Long inputTokens,
    @Nullable @Min(0) @Max(1_000_000_000_000L) Long outputTokens,
    @Nullable @DecimalMin("0") @DecimalMax("1000000000") BigDecimal costUsd,
    @Nullable @Size(max = 100) List<@Size(max = 1000) String> sources,
    @Nullable @Size(max = 20) List<@Size(max = 60) String> parents) {}
