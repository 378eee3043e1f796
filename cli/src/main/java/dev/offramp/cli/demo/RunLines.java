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
    static List<String> of(String title, int expected, AnswerSums sums) {
        String bar = Figures.bar((double) sums.answers() / expected);
        String counts = Figures.count(sums.answers()) + " of " + Figures.count(expected);
        return sums.answers() == 0
                ? List.of(title + " " + bar + "  " + counts, "no answer yet")
                : List.of(
                        title + " " + bar + "  " + counts + "  " + Figures.count(sums.perSecond()) + "/s", facts(sums));
    }

    private static String facts(AnswerSums sums) {
        var facts = new ArrayList<String>();
        facts.add("exits " + shares(sums));
        if (sums.isLabelled()) {
            facts.add("accuracy " + Figures.percent(sums.accuracy()));
        }
        facts.add(Figures.multiplyAdds(sums.meanMultiplyAdds()) + " multiply-adds");
        facts.add("p50 " + Figures.millis(sums.endToEndMillis(50)));
        facts.add("p99 " + Figures.millis(sums.endToEndMillis(99)));
        return String.join("  ", facts);
    }

    /** The share of each exit in per cent, in order, as in {@code 61/17/9/13 %}. */
    static String shares(AnswerSums sums) {
        return IntStream.rangeClosed(1, sums.exitCount())
                        .mapToObj(exit -> Long.toString(Math.round(100 * sums.share(exit))))
                        .collect(Collectors.joining("/"))
                + " %";
    }
}
