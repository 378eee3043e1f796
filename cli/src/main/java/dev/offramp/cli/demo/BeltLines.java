package dev.offramp.cli.demo;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.schema.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is on each belt now, as the job says, and whether that is so. */
record BeltLines(Bundle bundle, List<Integer> framesByExit) {

    private static final String ROW = "  %-8s %-13s %6s  %-17s %-12s %9s %8s";

    BeltLines(Bundle bundle) {
        this(bundle, FramesLookedAt.byExit(bundle));
    }

    /** A head, and a line for each stream. */
    List<String> of(ClipTally tally) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, ROW, "stream", "on the belt", "sure", "in truth", "looked at", "right", "clips/s"));
        tally.streams().forEach((stream, state) -> lines.add(line(stream, state)));
        return lines;
    }

    private String line(String stream, StreamTally state) {
        Classification answer = state.last();
        if (answer == null) {
            return String.format(Locale.ROOT, "  %-8s no answer yet", stream);
        }
        boolean right = answer.getPredicted() == state.truth();
        return String.format(
                Locale.ROOT,
                ROW,
                stream,
                answer.getPredictedName(),
                Figures.percent(answer.getTop().get(0).getProbability()),
                right ? "yes" : "no, " + bundle.classNames().get(state.truth()),
                framesByExit.get(answer.getExit() - 1) + " of " + bundle.frames() + " frames",
                Figures.percent(state.sums().accuracy()),
                String.format(Locale.ROOT, "%.1f", state.sums().perSecond()));
    }
}
