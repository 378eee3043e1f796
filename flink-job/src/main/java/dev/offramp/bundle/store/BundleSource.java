package dev.offramp.bundle.store;

import dev.offramp.sample.BundleId;
import java.io.Serializable;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where a bundle is to be had.
 *
 * @param sha256 of its manifest, lower-case hex, which has the digests of all other files: so it is the bundle's
 * @param uri    of the folder that has its files, with a slash at the end
 */
public record BundleSource(BundleId id, String sha256, URI uri) implements Serializable {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}"); // it also becomes the name of a folder
    private static final Pattern NAME = Pattern.compile("[\\w.+-]+(/[\\w.+-]+)*");

    /** @throws IllegalArgumentException where there can be no such bundle */
    public BundleSource {
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("'" + sha256 + "' is no SHA-256: 64 digits, 0 to 9 and a to f");
        }
        if (!uri.isAbsolute() || !uri.toString().endsWith("/")) {
            throw new IllegalArgumentException("'" + uri + "' is no address of a folder, with a slash at its end");
        }
    }

    /** Whether a file may be called so: no address of its own, and nothing that a server would read as another. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether it is the same bundle, from wherever. */
    public boolean isSame(BundleSource other) {
        return id.equals(other.id) && sha256.equals(other.sha256);
    }

    /** Of one of its files. */
    URI file(String name) {
        return uri.resolve(name);
    }

    @Override
    public String toString() {
        return id + " (" + sha256.substring(0, 12) + ") from " + uri;
    }
}
