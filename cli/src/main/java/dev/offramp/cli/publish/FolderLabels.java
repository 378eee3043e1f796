package dev.offramp.cli.publish;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.cli.terminal.CommandFailure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.flink.configuration.ReadableConfig;

/** Reads a picture's true class from the name of the folder that it lies in. */
public final class FolderLabels {

    private final Map<String, Integer> indices = new HashMap<>();

    private FolderLabels(List<List<String>> namings) {
        for (List<String> names : namings) {
            for (int index = 0; index < names.size(); index++) {
                indices.putIfAbsent(plain(names.get(index)), index);
            }
        }
    }

    /** Without class names no folder says anything. */
    public static FolderLabels none() {
        return new FolderLabels(List.of());
    }

    /** The classes of the bundle in a folder that these settings allow to open; fails with all that is wrong with it. */
    public static FolderLabels ofBundle(Path folder, ReadableConfig settings) {
        try {
            return of(Bundle.open(folder, TrustSettings.of(settings)));
        } catch (BundleException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    /**
     * A folder may be named as the data set or as a person names the class; upper case and marks do not matter, as a folder cannot be
     * named {@code T-shirt/top}.
     */
    public static FolderLabels of(Bundle bundle) {
        return new FolderLabels(List.of(bundle.classes(), bundle.classNames()));
    }

    /** The same, for classes that have one name each. */
    public static FolderLabels of(List<String> classes) {
        return new FolderLabels(List.of(classes));
    }

    /**
     * Index of the class that the folder is named after; empty where it is named otherwise.
     *
     * @param path the picture's path inside its source, with {@code /} between the parts
     */
    public OptionalInt labelOf(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 2) {
            return OptionalInt.empty();
        }
        Integer index = indices.get(plain(parts[parts.length - 2]));
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
