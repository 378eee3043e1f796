package dev.offramp.cli.console;

import dev.offramp.cli.console.PageServer.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The files of the page, out of the jar. */
final class PageAssets {

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/" + uPlotVersion() + "/dist/";
    private static final String OURS = "/dev/offramp/cli/console/";

    private static final Map<String, Content> BY_PATH = Map.of(
            "/", file("text/html; charset=utf-8", OURS + "page.html"),
            "/console.css", file("text/css; charset=utf-8", OURS + "console.css"),
            "/console.js", file("text/javascript; charset=utf-8", OURS + "console.js"),
            "/charts.js", file("text/javascript; charset=utf-8", OURS + "charts.js"),
            "/uplot.css", file("text/css; charset=utf-8", UPLOT + "uPlot.min.css"),
            "/uplot.js", file("text/javascript; charset=utf-8", UPLOT + "uPlot.iife.min.js"));

    private PageAssets() {}

    static Optional<Content> at(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    /** The build says which it is, and its jar has it in its path. */
    private static String uPlotVersion() {
        var properties = new Properties();
        try (InputStream in = resource("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Content file(String type, String resource) {
        try (InputStream in = resource(resource)) {
            return new Content(type, in.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = PageAssets.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the build left " + name + " out");
        }
        return in;
    }
}
