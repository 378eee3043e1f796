package dev.offramp.bundle.store;

import dev.offramp.sample.BundleId;
import java.net.URI;

/**
 * Where a bundle is to be had.
 *
 * @param sha256 of its manifest, lower-case hex, which has the digests of all other files: so it is the bundle's
 * @param uri    of the folder that has its files, with a slash at the end
 */
public record BundleSource(BundleId id, String sha256, URI uri) {

    /** Of one of its files. */
    URI file(String name) {
        return uri.resolve(name);
    }

    @Override
    public String toString() {
        return id + " (" + sha256.substring(0, 12) + ") from " + uri;
    }
}
