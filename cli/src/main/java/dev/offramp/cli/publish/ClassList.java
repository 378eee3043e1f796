package dev.offramp.cli.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes that a list in a source gives to the files below its folder, as Tiny ImageNet's {@code val/val_annotations.txt} does, or
 * {@code labels.tsv}: a line a file, with its name and its class before the first two tabs. Of a multi-label bundle its labels stand in
 * the place of the class, with {@code |} between them, and it may be none; of one that answers with a number, that.
 *
 * @param folder  of the list inside the source; empty, or with a {@code /} at its end
 * @param classes by name of file
 */
record ClassList(String folder, Map<String, String> classes) {

    static final ClassList NONE = new ClassList("", Map.of());

    private static final List<String> NAMES = List.of("labels.tsv", "val_annotations.txt");

    ClassList {
        classes = Map.copyOf(classes);
    }

    /** Which of a source's files is one, if there is one. */
    static Optional<String> among(List<String> files) {
        return files.stream().filter(file -> NAMES.contains(fileName(file))).findFirst();
    }

    static ClassList read(String file, String lines) {
        Map<String, String> classes = new HashMap<>();
        lines.lines()
                .map(line -> line.split("\t", -1))
                .filter(row -> row.length > 1)
                .forEach(row -> classes.put(row[0], row[1]));
        return new ClassList(file.substring(0, file.length() - fileName(file).length()), classes);
    }

    Optional<String> classOf(String path) {
        return path.startsWith(folder) ? Optional.ofNullable(classes.get(fileName(path))) : Optional.empty();
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
