package dev.offramp.cli.ingest;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** Reads a file of cameras again whenever it has changed. Not thread-safe. */
final class CamerasFileWatch {

    private final Path path;
    private final CamerasFile file;
    private String seen = "";
    private String last = "";

    CamerasFileWatch(Path path, CamerasFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * What stands there now; empty where that is what stood there before, and while somebody writes it: half a file names half of the
     * cameras. Fails with one line where it cannot be used, once.
     */
    Optional<List<CameraSettings>> changed() {
        String now = fingerprint();
        boolean isAtRest = now.equals(last) || seen.isEmpty();
        last = now;
        if (now.equals(seen) || !isAtRest) {
            return Optional.empty();
        }
        seen = now;
        try {
            return Optional.of(file.read(Files.readString(path)));
        } catch (IOException unreadable) {
            throw new CommandFailure(path + " cannot be read: " + unreadable, unreadable);
        }
    }

    private String fingerprint() {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException gone) {
            return "gone";
        }
    }
}
