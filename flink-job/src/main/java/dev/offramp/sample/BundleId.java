package dev.offramp.sample;

import java.io.Serializable;

/** Which bundle, in every result that it decided. */
public record BundleId(String name, String version) implements Serializable {

    /** Of a sample that an older release admitted, when a job had one bundle. */
    public static final BundleId UNNAMED = new BundleId("", "");

    /** The same with build metadata behind its version, as in 1.0.0+bfloat16 (Semantic Versioning 2.0.0, item 10). */
    public BundleId withBuildMetadata(String metadata) {
        return new BundleId(name, version + (version.contains("+") ? "." : "+") + metadata);
    }

    /** Whether it is the other, perhaps with {@link #withBuildMetadata build metadata} that the other has not. */
    public boolean isBuildOf(BundleId other) {
        return name.equals(other.name)
                && (version.equals(other.version) || version.startsWith(other.withBuildMetadata("").version));
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
