package dev.offramp.cli.top;

import dev.offramp.cli.terminal.Printable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is drawn with: Unicode's block elements, or ASCII where the terminal knows no others. */
enum Glyphs {
    BLOCKS(" ▏▎▍▌▋▊▉█", "▁▂▃▄▅▆▇█", "…", " ▏ "),
    ASCII(" #", "_.-=+*#@", "~", " | ");

    private final String parts;
    private final String levels;
    private final String ellipsis;
    private final String fence;

    Glyphs(String parts, String levels, String ellipsis, String fence) {
        this.parts = parts;
        this.levels = levels;
        this.ellipsis = ellipsis;
        this.fence = fence;
    }

    /** Those that the locale has, which the launcher knows; without it, what this process writes with. */
    static Glyphs ofLocale() {
        String ownCharset = Boolean.toString(Charset.defaultCharset().equals(StandardCharsets.UTF_8));
        return Boolean.parseBoolean(System.getProperty("offramp.unicode", ownCharset)) ? BLOCKS : ASCII;
    }

    /** A bar, up to so many columns for the whole; a share above nothing is always seen. */
    String bar(double share, int columns) {
        int steps = parts.length() - 1;
        long filled = Math.round(Math.min(1, Math.max(0, share)) * columns * steps);
        if (share > 0 && columns > 0) {
            filled = Math.max(1, filled);
        }
        int rest = (int) (filled % steps);
        return parts.substring(steps).repeat((int) (filled / steps)) + (rest == 0 ? "" : parts.charAt(rest));
    }

    /** The newest values that there is room for, a column each, from nothing up to the largest of them; {@code NaN} is a gap. */
    String sparkline(List<Double> values, int columns) {
        List<Double> shown = values.subList(Math.max(0, values.size() - Math.max(0, columns)), values.size());
        double largest = shown.stream()
                .filter(value -> !value.isNaN())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        var line = new StringBuilder();
        shown.forEach(value -> line.append(level(value, largest)));
        return line.toString();
    }

    private char level(double value, double largest) {
        if (Double.isNaN(value)) {
            return ' ';
        }
        int last = levels.length() - 1;
        return levels.charAt(largest <= 0 ? 0 : (int) Math.round(value / largest * last));
    }

    /** Text from outside, of characters that this terminal has and shows. */
    String text(String outside) {
        return this == ASCII ? Printable.ascii(outside) : Printable.text(outside);
    }

    String ellipsis() {
        return ellipsis;
    }

    /** Between two columns of sections. */
    String fence() {
        return fence;
    }
}
