package dev.offramp.cli.evaluate;

import dev.offramp.cli.terminal.Figures;
import java.util.Locale;

/**
 * What the way to each exit costs, in one unit.
 *
 * @param cumulative to each exit
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Prices(Budget.Unit unit, double[] cumulative) {

    double cheapest() {
        return cumulative[0];
    }

    double dearest() {
        return cumulative[cumulative.length - 1];
    }

    /** A cost for a person. */
    String text(double cost) {
        return unit == Budget.Unit.MILLISECONDS
                ? String.format(Locale.ROOT, "%.4f ms", cost)
                : Figures.multiplyAdds(cost);
    }

    /** For the axis of a plot: its unit and the number by which costs are divided. */
    String unitName() {
        return unit == Budget.Unit.MILLISECONDS ? "milliseconds" : "million multiply-adds";
    }

    double plotted(double cost) {
        return unit == Budget.Unit.MILLISECONDS ? cost : cost / 1e6;
    }
}
