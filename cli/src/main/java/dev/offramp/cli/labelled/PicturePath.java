package dev.offramp.cli.labelled;

import java.util.Arrays;
import java.util.List;

/**
 * Where a picture lies in its data set.
 *
 * @param part of the set, {@code train} for example; empty where no folder on the way is named like one
 * @param name the path below the part, which begins with the class
 */
record PicturePath(String part, String name) {

    static final String TRAIN = "train";
    static final String TEST = "test";
    static final String VALIDATION = "val";

    private static final List<String> PARTS = List.of(TRAIN, TEST, VALIDATION);

    /**
     * Reads the paths of all pictures of a source. Where it has no parts, it may be one itself, or an archive that holds the folder of
     * classes that was packed.
     *
     * @param source what the source is called, without its suffix
     */
    static List<PicturePath> in(String source, List<String> ids) {
        List<PicturePath> paths = ids.stream().map(PicturePath::of).toList();
        if (paths.stream().anyMatch(path -> !path.part().isEmpty())) {
            return paths;
        }
        String part = PARTS.contains(source) ? source : "";
        boolean isWrapped = isWrapped(ids);
        return ids.stream()
                .map(id -> new PicturePath(part, isWrapped ? id.substring(id.indexOf('/') + 1) : id))
                .toList();
    }

    private static PicturePath of(String path) {
        List<String> steps = Arrays.asList(path.split("/", -1));
        for (int n = 0; n < steps.size() - 2; n++) {
            if (PARTS.contains(steps.get(n))) {
                return new PicturePath(steps.get(n), String.join("/", steps.subList(n + 1, steps.size())));
            }
        }
        return new PicturePath("", path);
    }

    private static boolean isWrapped(List<String> ids) {
        return ids.stream().allMatch(id -> id.split("/", -1).length > 2)
                && ids.stream()
                                .map(id -> id.substring(0, id.indexOf('/')))
                                .distinct()
                                .count()
                        == 1;
    }
}
