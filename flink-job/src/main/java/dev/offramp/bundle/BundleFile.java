package dev.offramp.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A file of a bundle, and the digest by which its manifest knows it.
 *
 * @param path   absolute; blank where there is none
 * @param sha256 lower-case hex
 */
public record BundleFile(String path, String sha256) implements Serializable {

    /** What a bundle has that lacks such a file. */
    public static final BundleFile NONE = new BundleFile("", "");

    /** Whether there is a file. */
    public boolean isThere() {
        return !path.isEmpty();
    }

    /**
     * The bytes that the digest is of, for whoever must not see any other.
     *
     * @throws IOException where the file cannot be read, is a link, or holds other bytes
     */
    public byte[] read() throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(Path.of(path), LinkOption.NOFOLLOW_LINKS)) {
            content = in.readAllBytes();
        }
        String actual = Digest.sha256(content);
        if (!actual.equals(sha256)) {
            throw new IOException(path + " is altered: its sha256 is " + actual + ", the manifest says " + sha256);
        }
        return content;
    }
}
