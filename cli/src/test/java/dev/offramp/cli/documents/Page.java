package dev.offramp.cli.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** One Markdown page of the project. */
record Page(Path file, String text) {

    private static final Set<String> NOT_OURS = Set.of("target", "runs", "node_modules", ".venv", ".git");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    /** Every page of the project, without what builds and runs leave. */
    static List<Page> allUnder(Path folder) throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path file : filesIn(folder)) {
            pages.add(at(file));
        }
        return pages;
    }

    /** The Markdown files of a folder and of those in it. */
    static List<Path> filesIn(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                if (Files.isDirectory(entry)
                        && !NOT_OURS.contains(entry.getFileName().toString())) {
                    found.addAll(filesIn(entry));
                } else if (entry.toString().endsWith(".md")) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** Its links, without those to other sites. */
    List<Link> links() {
        return LINK.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .filter(target -> !target.matches("https?:.*|mailto:.*"))
                .map(target -> new Link(file, target))
                .toList();
    }

    private static Page at(Path file) throws IOException {
        return new Page(file, Files.readString(file));
    }

    private List<String> anchors() {
        return HEADING.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** A link to a file of the project, perhaps to a heading in it. */
    record Link(Path from, String text) {

        boolean isAlive() {
            String[] parts = text.split("#", 2);
            Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]);
            return Files.exists(target) && (parts.length == 1 || hasHeading(target, parts[1]));
        }

        private static boolean hasHeading(Path target, String anchor) {
            try {
                return at(target).anchors().contains(anchor);
            } catch (IOException unreadable) {
                return false;
            }
        }
    }
}
