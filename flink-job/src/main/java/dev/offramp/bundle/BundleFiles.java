package dev.offramp.bundle;

import java.io.IOException;
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

    /** The file that a part of the manifest names with its digest; none where it names none. */
    BundleFile locate(ManifestNode part) {
        String name = part.text("file");
        String sha256 = part.text("sha256");
        if (name.isEmpty() || sha256.isEmpty()) {
            return BundleFile.NONE;
        }
        try {
            Path file = folder.resolve(name).normalize();
            problem(file, sha256).ifPresent(problem -> problems.add("file " + name + " " + problem));
            return new BundleFile(file.toString(), sha256);
        } catch (InvalidPathException e) {
            problems.add("file " + name + " is no file name");
            return BundleFile.NONE;
        }
    }

    private Optional<String> problem(Path file, String sha256) {
        return new OwnFile(folder, file).problem().or(() -> alteration(file, sha256));
    }

    private static Optional<String> alteration(Path file, String sha256) {
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
