package dev.offramp.cli.console;

import dev.offramp.cli.console.PageServer.Content;
import dev.offramp.cli.page.PageFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the page, out of the jar. */
final class PageAssets {

    private static final String OURS = "/dev/offramp/cli/console/";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private static final Map<String, Content> BY_PATH = all();

    private PageAssets() {}

    static Optional<Content> at(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    private static Map<String, Content> all() {
        Map<String, Content> all = new HashMap<>();
        all.put("/", new Content("text/html; charset=utf-8", PageFile.read(OURS + "page.html")));
        all.put("/console.css", new Content(STYLE, PageFile.read(OURS + "console.css")));
        for (String script : List.of("console.js", "control.js")) {
            all.put("/" + script, new Content(SCRIPT, PageFile.read(OURS + script)));
        }
        for (PageFile file : PageFile.values()) {
            String type = file.fileName().endsWith(".css") ? STYLE : SCRIPT;
            all.put("/" + file.fileName(), new Content(type, file.bytes()));
        }
        return Map.copyOf(all);
    }
}
