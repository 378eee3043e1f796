package dev.offramp.bench.report;

import dev.offramp.cli.picture.Bar;
import java.util.List;
import java.util.Locale;

/**
 * Repeated measurements of one thing.
 *
 * @param values at least one, in the order of the turns
 */
public record Spread(List<Double> values) {

    public Spread {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a spread needs a measurement");
        }
        values = List.copyOf(values);
    }

    /** The middle one, or the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Median and range in a picture. */
    public Bar bar(String name) {
        return Bar.of(name, median(), least(), most());
    }

    /** Median and range of a ratio, as in {@code 2.31 (2.20 to 2.41)}. */
    public String asRatio() {
        return text("%.2f");
    }

    /** Median and range of a share, as in {@code 0.912 (0.905 to 0.921)}. */
    public String asShare() {
        return text("%.3f");
    }

    /** Median and range of a rate, as in {@code 5,813 (5,700 to 5,905)}. */
    public String asRate() {
        return text("%,.0f");
    }

    /** Median and range of a share in percentage points, as in {@code 0.76 (0.31 to 1.10)}. */
    public String asPoints() {
        return new Spread(values.stream().map(value -> 100 * value).toList()).asRatio();
    }

    private String text(String format) {
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median(), least(), most());
    }
}
