package dev.offramp.bundle.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
     * Copies. What comes is digested as it comes, and what is there of an earlier attempt is read once.
     *
     * @param most bytes that are taken
     * @return the file's bytes
     * @throws Altered     where it has another digest, or more bytes
     * @throws IOException where it cannot be read now, or not be written; what came of it is kept for the next attempt
     */
    long copy(URI from, Path to, String sha256, long most) throws IOException {
        if (Files.exists(to)) {
            if (isWhole(from, to, sha256, most)) {
                return Files.size(to);
            }
            Files.delete(to); // the source may have changed meanwhile
        }
        RunningDigest digest = new RunningDigest();
        append(from, to, digest, most);
        if (digest.bytes() > most) {
            Files.delete(to);
            throw new Altered(from + " has more than the " + most + " bytes that are left for it");
        }
        if (!digest.sha256().equals(sha256)) {
            Files.delete(to);
            throw new Altered(from + " has sha256 " + digest.sha256() + ", wanted is " + sha256);
        }
        return digest.bytes();
    }

    /** Whether the file is there, once what is missing of it is appended. */
    private boolean isWhole(URI from, Path to, String sha256, long most) throws IOException {
        RunningDigest digest = new RunningDigest();
        try (InputStream in = Files.newInputStream(to, LinkOption.NOFOLLOW_LINKS)) {
            in.transferTo(digest);
        }
        if (digest.bytes() <= most && !digest.sha256().equals(sha256)) {
            append(from, to, digest, most);
        }
        return digest.bytes() <= most && digest.sha256().equals(sha256);
    }

    /** Appends what a source has behind what was digested already; one byte more than the most, where there are more. */
    void append(URI from, Path to, RunningDigest digest, long most) throws IOException {
        try (InputStream in = reading.open(from, digest.bytes());
                StallWatch watch = StallWatch.over(in, patience);
                OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[BUFFER];
            int read = watch.read(buffer, most + 1 - digest.bytes());
            while (read > 0) {
                out.write(buffer, 0, read);
                digest.write(buffer, 0, read);
                read = watch.read(buffer, most + 1 - digest.bytes());
            }
        }
    }
}
