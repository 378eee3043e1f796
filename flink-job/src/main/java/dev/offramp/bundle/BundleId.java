package dev.offramp.bundle;

import java.io.Serializable;

/** Which bundle, in every result that it decided. */
public record BundleId(String name, String version) implements Serializable {

    @Override
    public String toString() {
        return name + " " + version;
    }
}
