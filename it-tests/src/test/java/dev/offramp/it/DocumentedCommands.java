package dev.offramp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The lines of a page that are to be typed as they stand there. */
record DocumentedCommands(List<String> lines) {

    private static final Pattern BLOCK = Pattern.compile("^```\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern REMARK = Pattern.compile("\\s+# .*");

    /** Those of one page, in its order; without those that leave something to be filled in. */
    static DocumentedCommands on(Path page) throws IOException {
        return new DocumentedCommands(BLOCK.matcher(Files.readString(page))
                .results()
                .map(MatchResult::group)
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("```") && !line.contains("…"))
                .map(line -> REMARK.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .toList());
    }
}
