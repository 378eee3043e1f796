package dev.offramp.bundle.store;

import dev.offramp.bundle.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Copies one file, goes on where an earlier attempt ended, and keeps nothing that has another digest. A source that stalls is given up.
 *
 * @param patience with a source that sends nothing
 */
record Transfer(Reading reading, Duration patience) {

    private static final int BUFFER = 1 << 16;

    /** A file is not what it should be; to try again helps nothing. */
    static final class Altered extends IOException {

        private static final long serialVersionUID = 1;

        Altered(String message) {
            super(message);
        }
    }

    /**
     * Copies.
     *
     * @param most bytes that are taken
     * @return the file's bytes
     * @throws Altered     where it has another digest, or more bytes
     * @throws IOException where it cannot be read now, or not be written; what came of it is kept for the next attempt
     */
    long copy(URI from, Path to, String sha256, long most) throws IOException {
        if (Files.exists(to)
                && isWhole(from, to, sha256, most)) { // or it is deleted: the source may have changed meanwhile
            return Files.size(to);
        }
        append(from, to, 0, most);
        if (Files.size(to) > most) {
            Files.delete(to);
            throw new Altered(from + " has more than the " + most + " bytes that are left for it");
        }
        String actual = Digest.sha256(to);
        if (!actual.equals(sha256)) {
            Files.delete(to);
            throw new Altered(from + " has sha256 " + actual + ", wanted is " + sha256);
        }
        return Files.size(to);
    }

    /** Whether the file is there, once what is missing of it is appended. */
    private boolean isWhole(URI from, Path to, String sha256, long most) throws IOException {
        if (Digest.sha256(to).equals(sha256)) {
            return true;
        }
        long have = Files.size(to);
        if (have <= most) {
            append(from, to, have, most - have);
        }
        if (Digest.sha256(to).equals(sha256)) {
            return true;
        }
        Files.delete(to);
        return false;
    }

    /** Appends what a source has from a position on; one byte more than the most, where there are more. */
    void append(URI from, Path to, long position, long most) throws IOException {
        try (InputStream in = reading.open(from, position);
                StallWatch watch = StallWatch.over(in, patience);
                OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[BUFFER];
            long left = most + 1;
            int read = watch.read(buffer, left);
            while (read > 0) {
                out.write(buffer, 0, read);
                left -= read;
                read = watch.read(buffer, left);
            }
        }
    }
}
