package dev.offramp.cli.demo;

import dev.offramp.cli.terminal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a run looks while it goes on. */
final class RunLines {

    private RunLines() {}

    /** A bar, and below it what the answers say so far; together as wide as the narrowest terminals. */
    static List<String> of(String title, RunTally tally) {
        String bar = Figures.bar((double) tally.answered() / tally.expected());
        String counts = Figures.count(tally.answered()) + " of " + Figures.count(tally.expected());
        return tally.answered() == 0
                ? List.of(title + " " + bar + "  " + counts, "no answer yet")
                : List.of(
                        title + " " + bar + "  " + counts + "  " + Figures.count(tally.perSecond()) + "/s",
                        facts(tally));
    }

    private static String facts(RunTally tally) {
        var facts = new ArrayList<String>();
        facts.add("exits " + shares(tally));
        if (tally.isLabelled()) {
            facts.add("accuracy " + Figures.percent(tally.accuracy()));
        }
        facts.add(Figures.multiplyAdds(tally.meanMultiplyAdds()) + " multiply-adds");
        facts.add("p50 " + Figures.millis(tally.endToEndMillis(50)));
        facts.add("p99 " + Figures.millis(tally.endToEndMillis(99)));
        return String.join("  ", facts);
    }

    /** The share of each exit in per cent, in order, as in {@code 61/17/9/13 %}. */
    static String shares(RunTally tally) {
        return IntStream.rangeClosed(1, tally.exitCount())
                        .mapToObj(exit -> Long.toString(Math.round(100 * tally.share(exit))))
                        .collect(Collectors.joining("/"))
                + " %";
    }
}
