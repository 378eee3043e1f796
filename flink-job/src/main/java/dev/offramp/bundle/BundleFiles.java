package dev.offramp.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that a manifest names: each inside the bundle's folder, there, and unaltered. */
final class BundleFiles {

    private final Path folder;
    private final List<String> problems = new ArrayList<>();

    /** @param folder absolute and normalised */
    BundleFiles(Path folder) {
        this.folder = folder;
    }

    List<String> problems() {
        return problems;
    }

    /** Where the file lies that a part of the manifest names with its digest; blank where it names none. */
    String locate(ManifestNode part) {
        String name = part.text("file");
        String sha256 = part.text("sha256");
        if (name.isEmpty() || sha256.isEmpty()) {
            return "";
        }
        try {
            Path file = folder.resolve(name).normalize();
            problem(file, sha256).ifPresent(problem -> problems.add("file " + name + " " + problem));
            return file.toString();
        } catch (InvalidPathException e) {
            problems.add("file " + name + " is no file name");
            return "";
        }
    }

    private Optional<String> problem(Path file, String sha256) {
        if (!file.startsWith(folder)) {
            return Optional.of("lies outside the bundle");
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("is missing");
        }
        try {
            String actual = Digest.sha256(file);
            return actual.equals(sha256)
                    ? Optional.empty()
                    : Optional.of("is altered: its sha256 is " + actual + ", the manifest says " + sha256);
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        }
    }
}
