package dev.offramp.cli.ingest;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what the environment holds in place of {@code ${NAME}}, so that a password need not stand in a file. */
record Placeholders(Map<String, String> environment) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    Placeholders {
        environment = Map.copyOf(environment);
    }

    /**
     * The text with nothing left to fill in.
     *
     * @throws IllegalArgumentException naming the variable that is not there
     */
    String fill(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(this::valueOf);
    }

    private String valueOf(MatchResult placeholder) {
        String name = placeholder.group(1);
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment has no " + name);
        }
        return Matcher.quoteReplacement(value);
    }
}
