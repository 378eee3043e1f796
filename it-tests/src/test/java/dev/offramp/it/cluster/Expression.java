package dev.offramp.it.cluster;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** An expression in Prometheus' language. */
record Expression(String text) {

    /** Strings, matchers of labels, ranges, and lists of labels. */
    private static final Pattern LABELS = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    /** Whatever is no function, and no part of a number or a duration. */
    private static final Pattern NAME = Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");

    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "offset", "bool", "group_left", "group_right");

    /** The names of the metrics in it. */
    Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        NAME.matcher(LABELS.matcher(text).replaceAll(" ")).results().forEach(found -> names.add(found.group()));
        names.removeAll(WORDS);
        return names;
    }
}
