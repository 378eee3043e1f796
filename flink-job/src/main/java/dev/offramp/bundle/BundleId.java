package dev.offramp.bundle;

import java.io.Serializable;

/** Which bundle, in every result that it decided. */
public record BundleId(String name, String version) implements Serializable {

    /** Which network of the bundle: in float32 the bundle itself, else its version with the precision as build metadata. */
    BundleId in(Precision precision) {
        return precision == Precision.FLOAT32
                ? this
                : new BundleId(name, version + (version.contains("+") ? "." : "+") + precision);
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
