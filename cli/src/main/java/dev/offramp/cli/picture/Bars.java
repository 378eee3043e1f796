package dev.offramp.cli.picture;

import java.util.List;

/**
 * Figures of one unit beside each other.
 *
 * @param unit in words
 */
public record Bars(String title, String unit, List<Bar> bars) {

    public Bars {
        bars = List.copyOf(bars);
    }
}
