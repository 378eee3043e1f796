package dev.offramp.cli.top;

import java.util.List;

/**
 * How much there is below the head, and how much of it is seen.
 *
 * @param sections row at which each begins, rising
 * @param rows     of all sections
 * @param seen     at once, at least 1
 */
record Extent(List<Integer> sections, int rows, int seen) {

    Extent {
        sections = List.copyOf(sections);
    }

    /** The row that is on top when the end is seen. */
    int last() {
        return Math.max(0, rows - seen);
    }

    int nearest(int row) {
        return Math.min(last(), Math.max(0, row));
    }
}
