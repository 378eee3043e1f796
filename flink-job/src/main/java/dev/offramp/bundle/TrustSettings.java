package dev.offramp.bundle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Which bundles may be opened. A bundle is code.
 *
 * @param roots folders under which they lie; anywhere where there are none
 * @param keys  of which one must have signed them; none need be where there are none
 */
public record TrustSettings(List<Path> roots, List<TrustedKey> keys) {

    /** Wherever they lie, signed or not. */
    public static final TrustSettings ANY = new TrustSettings(List.of(), List.of());

    public TrustSettings {
        roots = List.copyOf(roots);
        keys = List.copyOf(keys);
    }

    /**
     * Reads the keys.
     *
     * @throws BundleException naming every problem at once
     */
    public static TrustSettings of(ReadableConfig config) throws BundleException {
        List<String> problems = new ArrayList<>();
        List<Path> roots = new ArrayList<>();
        List<TrustedKey> keys = new ArrayList<>();
        for (Path root : paths(config, TrustOptions.ROOTS, problems)) {
            real(root)
                    .ifPresentOrElse(
                            roots::add, () -> problems.add(TrustOptions.ROOTS.key() + ": there is no folder " + root));
        }
        for (Path path : paths(config, TrustOptions.KEYS, problems)) {
            try {
                keys.addAll(keys(path));
            } catch (IOException e) {
                problems.add(TrustOptions.KEYS.key() + ": " + reason(e));
            }
        }
        if (!problems.isEmpty()) {
            throw new BundleException(problems);
        }
        return new TrustSettings(roots, keys);
    }

    /** The same with other keys beside its own. */
    public TrustSettings with(List<TrustedKey> more) {
        List<TrustedKey> all = new ArrayList<>(keys);
        all.addAll(more);
        return new TrustSettings(roots, all);
    }

    /** A key, or those of a folder, which has one at least. */
    public static List<TrustedKey> keys(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(TrustedKey.read(path));
        }
        List<TrustedKey> keys = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.pem")) {
            for (Path file : files) {
                keys.add(TrustedKey.read(file));
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("there is no *.pem in " + path);
        }
        return keys;
    }

    /** Why a bundle may not lie where it lies. */
    Optional<String> problem(Path folder) {
        Optional<Path> real = real(folder);
        return roots.isEmpty() || real.isEmpty() || roots.stream().anyMatch(real.get()::startsWith)
                ? Optional.empty()
                : Optional.of("it lies in " + real.get() + ", which is under none of " + TrustOptions.ROOTS.key() + ": "
                        + String.join(", ", roots.stream().map(Path::toString).toList()));
    }

    /** Set to nothing, an option would trust everybody, which is hardly meant. */
    private static List<Path> paths(ReadableConfig config, ConfigOption<List<String>> option, List<String> problems) {
        Optional<List<String>> said = config.getOptional(option);
        if (said.isPresent() && said.get().stream().allMatch(String::isBlank)) {
            problems.add(option.key() + " is empty; name a path, or leave it out");
            return List.of();
        }
        return said.orElse(List.of()).stream().map(Path::of).toList();
    }

    private static Optional<Path> real(Path folder) {
        try {
            return Optional.of(folder.toRealPath());
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** Why a key cannot be read, for a person. */
    public static String reason(IOException failure) {
        return failure instanceof NoSuchFileException
                ? "there is no " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }
}
