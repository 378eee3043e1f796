package dev.offramp.cli.demo;

import java.util.List;

/**
 * Says which classes a bundle knows.
 *
 * @param bundle its name
 * @param width  of the pictures as its network sees them
 */
record KnownClasses(String bundle, List<String> classes, int width, int height) {

    private static final int MOST_NAMED = 100;

    List<String> lines() {
        String names = String.join(", ", classes.subList(0, Math.min(MOST_NAMED, classes.size())));
        int more = classes.size() - MOST_NAMED;
        return List.of(
                "The network of " + bundle + " knows these " + classes.size()
                        + " classes alone, and takes every picture for one of them:",
                "  " + names + (more > 0 ? ", and " + more + " more" : ""),
                "It sees pictures at " + width + " x " + height + " pixels.",
                "");
    }
}
