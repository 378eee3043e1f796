package dev.offramp.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** A file that pages are made of, out of the jars. */
public enum PageFile {
    CHARTS(Place.OURS + "charts.js"),
    ELEMENTS(Place.OURS + "elements.js"),
    PANELS(Place.OURS + "panels.js"),
    SANKEY(Place.OURS + "sankey.js"),
    STYLE(Place.OURS + "page.css"),
    UPLOT(Place.uPlot("uPlot.iife.min.js")),
    UPLOT_STYLE(Place.uPlot("uPlot.min.css"));

    private final String resource;

    PageFile(String resource) {
        this.resource = resource;
    }

    /** The name that pages call it by. */
    public String fileName() {
        return switch (this) {
            case UPLOT -> "uplot.js";
            case UPLOT_STYLE -> "uplot.css";
            default -> resource.substring(resource.lastIndexOf('/') + 1);
        };
    }

    /** What is in it. */
    public byte[] bytes() {
        return read(resource);
    }

    /** The same as text. */
    public String text() {
        return new String(bytes(), UTF_8);
    }

    /** What is in a resource of the command line; the build has left none out. */
    public static byte[] read(String resource) {
        try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build left " + resource + " out");
            }
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Place {

        private static final String OURS = "/dev/offramp/cli/page/";

        private Place() {}

        /** The build says which version it is, and its jar has it in its path. */
        private static String uPlot(String name) {
            var properties = new Properties();
            try (InputStream in =
                    PageFile.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
                if (in == null) {
                    throw new IllegalStateException("the build left uPlot out");
                }
                properties.load(in);
                return "/META-INF/resources/webjars/uplot/" + properties.getProperty("version") + "/dist/" + name;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
