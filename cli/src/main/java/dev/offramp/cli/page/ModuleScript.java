package dev.offramp.cli.page;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes one classic script of JavaScript modules, for a page that is a single file: a browser loads no module beside a file that is
 * opened from a disk. Each becomes a function that returns what it exports, so that names of one do not meet those of another.
 *
 * <p>It knows the syntax that our modules keep to: {@code import { a, b } from "./file.js";} in a line, and {@code export} before a
 * const, a function or a class.
 */
public final class ModuleScript {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import \\{ ([^}]*) \\} from \"\\./([a-z]+)\\.js\";$");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (const|function|class) (\\w+)");
    private static final Pattern LEFT_OVER = Pattern.compile("(?m)^(import|export)\\b.*");

    private final Map<String, String> modules = new LinkedHashMap<>();

    /**
     * Adds a module, after those that it imports.
     *
     * @param fileName as in {@code charts.js}
     */
    public ModuleScript with(String fileName, String source) {
        String name = fileName.replaceFirst("\\.js$", "");
        String imported = IMPORT.matcher(source).replaceAll(found -> imports(fileName, found));
        List<String> exports =
                EXPORT.matcher(imported).results().map(found -> found.group(2)).toList();
        String body = EXPORT.matcher(imported).replaceAll("$1 $2");
        LEFT_OVER.matcher(body).results().findFirst().ifPresent(found -> {
            throw new IllegalArgumentException(fileName + " has a syntax that is not known: " + found.group());
        });
        modules.put(name, body + "return { " + String.join(", ", exports) + " };\n");
        return this;
    }

    private String imports(String fileName, MatchResult found) {
        if (!modules.containsKey(found.group(2))) {
            throw new IllegalArgumentException(
                    fileName + " imports " + found.group(2) + ", which was not added before");
        }
        return "const { " + found.group(1) + " } = " + found.group(2) + "Module;";
    }

    /** The script. */
    public String text() {
        List<String> parts = new ArrayList<>();
        modules.forEach((name, body) -> parts.add("const " + name + "Module = (() => {\n" + body + "})();\n"));
        return parts.stream().collect(joining("\n", "(() => {\n\"use strict\";\n", "})();\n"));
    }
}
