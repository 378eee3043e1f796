package dev.offramp.bundle;

import java.util.Locale;

/** The number format of a network's weights and activations; pixels and logits are the same in each. */
public enum Precision {
    FLOAT32,
    BFLOAT16,
    FLOAT16;

    /** As manifests and options write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
