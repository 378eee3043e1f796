package dev.offramp.it.elastic;

import java.util.Locale;

/**
 * What is decided about the task with the stages under one load.
 *
 * @param chart           on the chart's settings
 * @param cautious        with at most 80 % of the time busy
 * @param told            on the chart's settings, with the saved time counted as busy
 * @param accuracyGivenUp by steering, 0 to 1
 */
record Look(Advice chart, Advice cautious, Advice told, double accuracyGivenUp) {

    /** A line of the report. */
    String line(double load, String how) {
        return String.format(
                Locale.ROOT,
                "| %.0f %% | %s | %.0f/s | %.2f points | %.2f | %.2f | %d | %d | %d |%n",
                100 * load,
                how,
                chart.perSecond(),
                100 * accuracyGivenUp,
                chart.busy(),
                told.busy(),
                chart.wanted(),
                cautious.wanted(),
                told.wanted());
    }
}
