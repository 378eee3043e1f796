package dev.offramp.bench;

import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Spread;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one camera that sends ten times as much as each of its neighbours does to their latency: an open loop at one rate, in which loads
 * with and without it take turns.
 *
 * @param perSecond frames of all cameras together
 * @param seconds   of each load; the first quarter does not count
 */
record HotStream(LocalSystem system, List<Picture> pictures, double perSecond, int seconds, Screen screen) {

    static final int CAMERAS = 8;
    static final int TIMES = 10;

    private static final double PERCENTILE = 99;
    private static final double AIM = 1.5;

    /** One turn: the neighbours' 99th percentile from creation to decision, milliseconds, without the hot camera and with it. */
    record Turn(long evenMillis, long hotMillis) {

        double ratio() {
            return (double) hotMillis / Math.max(1, evenMillis);
        }
    }

    List<Turn> measure(int turns) {
        List<Turn> measured = new ArrayList<>();
        for (int turn = 1; turn <= turns; turn++) {
            String even = "even-" + turn + "-";
            String hot = "hot-" + turn + "-";
            long evenMillis = neighbours(even, Cameras.inTurn(even, CAMERAS));
            long hotMillis = neighbours(hot, Cameras.withOneHot(hot, CAMERAS, TIMES));
            screen.line(
                    "turn %d/%d  neighbours' p99: %d ms beside equals, %d ms beside the hot one",
                    turn, turns, evenMillis, hotMillis);
            measured.add(new Turn(evenMillis, hotMillis));
        }
        return measured;
    }

    /** What the ratios of all turns come to. */
    static Figure figure(List<Turn> turns) {
        Spread ratios = ratios(turns);
        return Figure.of(
                "the hot camera's neighbours",
                "99th percentile from creation to decision of the other seven cameras' frames, with one camera at ten times"
                        + " their rate / with eight equal ones, at the same rate of all together.",
                "at most " + AIM,
                String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ratios.median(), ratios.least(), ratios.most()),
                ratios.median() <= AIM);
    }

    /** The milliseconds behind the ratios. */
    static String note(double perSecond, List<Turn> turns) {
        return "Open loop at " + Figures.count(perSecond)
                + "/s; the neighbours' p99 to the decision, turn by turn, beside equals and beside the hot camera (ms): "
                + turns.stream()
                        .map(turn -> turn.evenMillis() + " and " + turn.hotMillis())
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static Spread ratios(List<Turn> turns) {
        return new Spread(turns.stream().map(Turn::ratio).toList());
    }

    private long neighbours(String prefix, List<String> round) {
        LatencyTally tally = new LatencyTally(seconds * 250L, System::currentTimeMillis);
        new OpenRun(system, pictures, screen)
                .play(prefix, round, List.of(new LoadPhase(prefix, perSecond, seconds)), (answer, writtenMillis) -> {
                    if (!answer.getStream().equals(Cameras.hot(prefix))) {
                        tally.accept(answer, writtenMillis);
                    }
                });
        return Delays.at(tally.delays().answeredMillis(), PERCENTILE);
    }
}
