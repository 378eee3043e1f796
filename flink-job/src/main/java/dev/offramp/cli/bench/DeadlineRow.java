package dev.offramp.cli.bench;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.policy.Limits;
import java.util.Locale;

/**
 * What came of a load under one deadline.
 *
 * @param deadlineMillis     or {@link Limits#NONE}
 * @param firstExitP99Millis from the creation of a frame until there was any answer
 * @param inTime             share of the answers
 * @param cut                share of the answers that left early for the deadline
 */
record DeadlineRow(
        String machine,
        long deadlineMillis,
        double perSecond,
        long firstExitP99Millis,
        long latencyP99Millis,
        double inTime,
        double cut,
        double accuracy,
        double meanMultiplyAdds) {

    static final String HEADER =
            "deadline      load/s   first exit p99   latency p99   in time    left for it   accuracy   multiply-adds";

    String line() {
        return String.format(
                Locale.ROOT,
                "%-10s %9s   %11d ms   %8d ms   %7.2f %%   %8.1f %%   %s   %13s",
                deadlineMillis == Limits.NONE ? "none" : deadlineMillis + " ms",
                Figures.count(perSecond),
                firstExitP99Millis,
                latencyP99Millis,
                100 * inTime,
                100 * cut,
                Figures.percent(accuracy),
                Figures.multiplyAdds(meanMultiplyAdds));
    }
}
