package dev.offramp.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.apache.flink.util.ConfigurationException;

/** The users of a file, read anew when it has changed. Thread-safe. */
final class CurrentUsers {

    private record Version(FileTime changed, long bytes, String file) {}

    private record Known(Version version, Users users) {}

    private final Path file;
    private Optional<Known> known = Optional.empty();

    CurrentUsers(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /**
     * Those who may ask now; who was remembered and has the same password still is.
     *
     * @throws ConfigurationException where the file cannot be read
     */
    synchronized Users users() throws ConfigurationException {
        Version now = version();
        if (known.isEmpty() || !known.get().version().equals(now)) {
            Users users = known.isEmpty() ? Users.in(file) : known.get().users().changedTo(file);
            known = Optional.of(new Known(now, users));
        }
        return known.get().users();
    }

    private Version version() throws ConfigurationException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException failure) {
            throw new ConfigurationException("the users in " + file + " cannot be read: " + failure, failure);
        }
    }
}
