package dev.offramp.stage;

import dev.offramp.bundle.Precision;
import java.util.Optional;

/** What can be asked for: one precision of the bundle, or the best of them. */
public enum WantedPrecision {
    AUTO,
    FLOAT32,
    BFLOAT16,
    FLOAT16;

    /** Empty for {@link #AUTO}. */
    public Optional<Precision> precision() {
        return this == AUTO ? Optional.empty() : Optional.of(Precision.valueOf(name()));
    }
}
