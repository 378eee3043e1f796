package dev.offramp.cli.publish;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.Task;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.flink.configuration.ReadableConfig;

/** Reads a picture's true class from the name of the folder that it lies in, or from a list beside it; true labels, and numbers, from a list alone. */
public final class FolderLabels {

    /** Tiny ImageNet has a folder of this name in that of each class. */
    private static final String PICTURES = "images";

    private final List<List<String>> namings;
    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Set<Integer>> alike = new HashMap<>();
    private final ClassList list;
    private final Task task;

    private FolderLabels(List<List<String>> namings, ClassList list, Task task) {
        this.task = task;
        this.namings = List.copyOf(namings);
        this.list = list;
        for (List<String> names : namings) {
            for (int index = 0; index < names.size(); index++) {
                exact.putIfAbsent(composed(names.get(index)), index);
                alike.computeIfAbsent(plain(names.get(index)), name -> new HashSet<>())
                        .add(index);
            }
        }
    }

    /** Without class names no folder says anything. */
    public static FolderLabels none() {
        return new FolderLabels(List.of(), ClassList.NONE, Task.CLASSIFICATION);
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
     * A folder may be named as the data set or as a person names the class. Upper case and marks do not matter where that leaves no
     * doubt, as a folder cannot be named {@code T-shirt/top}; with classes {@code C} and {@code C++} they do.
     */
    public static FolderLabels of(Bundle bundle) {
        return new FolderLabels(List.of(bundle.classes(), bundle.classNames()), ClassList.NONE, bundle.task());
    }

    /** The same, for classes that have one name each. */
    public static FolderLabels of(List<String> classes) {
        return of(classes, Task.CLASSIFICATION);
    }

    static FolderLabels of(List<String> classes, Task task) {
        return new FolderLabels(List.of(classes), ClassList.NONE, task);
    }

    /** The same, where a list in the source gives some files their classes. */
    FolderLabels with(ClassList other) {
        return new FolderLabels(namings, other, task);
    }

    /** What labels are read for. */
    Task task() {
        return task;
    }

    /**
     * What a list says of a picture, or the folder is named after, as {@link Task#answer} tells it; empty where nobody says it.
     *
     * @param path the picture's path inside its source, with {@code /} between the parts
     */
    public OptionalInt labelOf(String path) {
        Optional<String> listed = list.classOf(path);
        return switch (task) {
            case CLASSIFICATION -> listed.isPresent() ? indexOf(listed.get()) : ofFolder(path);
            case MULTI_LABEL -> listed.isEmpty() ? OptionalInt.empty() : labels(listed.get());
            case REGRESSION -> listed.isEmpty() ? OptionalInt.empty() : number(listed.get());
        };
    }

    private OptionalInt ofFolder(String path) {
        String[] parts = path.split("/", -1);
        int folder = parts.length - 2;
        if (folder < 0) {
            return OptionalInt.empty();
        }
        OptionalInt named = indexOf(parts[folder]);
        return named.isEmpty() && folder > 0 && parts[folder].equals(PICTURES) ? indexOf(parts[folder - 1]) : named;
    }

    /** Empty where it is no finite number. */
    private static OptionalInt number(String text) {
        try {
            float value = Float.parseFloat(text);
            return Float.isFinite(value) ? OptionalInt.of(NumberAnswer.of(value)) : OptionalInt.empty();
        } catch (NumberFormatException noNumber) {
            return OptionalInt.empty();
        }
    }

    /** Empty where one of them is not known. */
    private OptionalInt labels(String names) {
        List<Integer> indices = new ArrayList<>();
        for (String name : names.isEmpty() ? new String[0] : names.split("\\|", -1)) {
            OptionalInt index = indexOf(name);
            if (index.isEmpty()) {
                return index;
            }
            indices.add(index.getAsInt());
        }
        return OptionalInt.of(LabelSet.of(indices));
    }

    private OptionalInt indexOf(String name) {
        Integer index = exact.get(composed(name));
        if (index != null) {
            return OptionalInt.of(index);
        }
        Set<Integer> meant = alike.getOrDefault(plain(name), Set.of());
        return meant.size() == 1 ? OptionalInt.of(meant.iterator().next()) : OptionalInt.empty();
    }

    /** Some systems keep a letter and its accent apart in names of files. */
    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private static String plain(String name) {
        return composed(name).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
