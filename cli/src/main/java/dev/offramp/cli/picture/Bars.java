package dev.offramp.cli.picture;

import java.util.List;

/**
 * Figures of one unit beside each other.
 *
 * @param unit in words
 * @param bars without those that are no number, as an accuracy without labels
 */
public record Bars(String title, String unit, List<Bar> bars) {

    public Bars {
        bars = bars.stream().filter(Bar::isNumber).toList();
    }
}
