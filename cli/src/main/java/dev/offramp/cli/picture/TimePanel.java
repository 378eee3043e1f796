package dev.offramp.cli.picture;

import java.util.List;

/**
 * What belongs together of what is drawn over time.
 *
 * @param unit of all of them, in words
 */
public record TimePanel(String title, String unit, Scale scale, List<Line> lines) {

    /** What the axis has. */
    public enum Scale {
        /** From nothing up to the most. */
        FROM_ZERO,
        /** From the least to the most. */
        FITTED,
        /** Shares up to 100; each line is a sum that has the next within it. */
        STACKED
    }

    /** A value at each moment of the picture; NaN where there is none. */
    public record Line(String name, List<Double> values) {

        public Line {
            values = List.copyOf(values);
        }
    }

    public TimePanel {
        lines = List.copyOf(lines);
    }
}
