package dev.offramp.bench;

import dev.offramp.bench.profile.Stack;
import dev.offramp.bench.profile.StackTally;
import dev.offramp.bench.profile.Work;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Spread;
import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All turns under one policy. */
record ProfileRow(String policy, List<ProfileTurn> turns) {

    /** Microseconds of core time a sample, over all turns. */
    double micros(ToDoubleFunction<ProfileTurn> ofTurn) {
        double micros = turns.stream()
                .mapToDouble(turn -> ofTurn.applyAsDouble(turn) * turn.samples())
                .sum();
        return micros / turns.stream().mapToInt(ProfileTurn::samples).sum();
    }

    StackTally stacks() {
        List<Stack> all = turns.stream().flatMap(turn -> turn.stacks().stream()).toList();
        return StackTally.of(all);
    }

    Figure figure() {
        Spread outside =
                new Spread(turns.stream().map(ProfileTurn::outsideMicros).toList());
        return Figure.reported(
                "outside the stages, " + policy,
                "Core time of the whole process a sample (broker, decoding, Flink, broker; the measurement itself left out) less"
                        + " that of a bare loop over the same stages.",
                outside.asRate() + " microseconds");
    }

    /** Core time by what took it, and beside it that of the same stages without a job around them. */
    Bars bars() {
        List<Bar> bars = new ArrayList<>();
        for (Work work : Work.values()) {
            if (work != Work.BARE_LOOP) {
                bars.add(bar(work.title(), turn -> turn.micros(work)));
            }
        }
        bars.add(bar("bare loop over the same stages", ProfileTurn::bareMicros));
        return new Bars("Core time of a sample, " + policy, "microseconds", bars);
    }

    /** Its value is over all turns. */
    private Bar bar(String name, ToDoubleFunction<ProfileTurn> ofTurn) {
        Spread spread = new Spread(turns.stream().map(ofTurn::applyAsDouble).toList());
        return Bar.of(name, micros(ofTurn), spread.least(), spread.most());
    }

    /** Rates and what came out, for a table. */
    List<String> cells() {
        Spread bare = new Spread(turns.stream().map(turn -> turn.pair().bare()).toList());
        Spread rate = new Spread(
                turns.stream().map(turn -> turn.pair().job().samplesPerSecond()).toList());
        List<String> cells = new ArrayList<>(List.of(policy, bare.asRate(), rate.asRate()));
        cells.addAll(JobRound.together(
                        rate.median(),
                        turns.stream().map(turn -> turn.pair().job()).toList())
                .cells());
        return cells;
    }

    Raw raw() {
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        Stream.of(Work.values())
                .forEach(work -> micros.put(
                        work.title(),
                        turns.stream().map(turn -> turn.micros(work)).toList()));
        return new Raw(
                policy,
                turns.stream().map(ProfileTurn::pair).toList(),
                turns.stream().map(ProfileTurn::bareMicros).toList(),
                micros);
    }

    /** The row as it becomes JSON; core time in microseconds a sample, turn by turn. */
    record Raw(String policy, List<Pair> pairs, List<Double> bareLoopMicros, Map<String, List<Double>> micros) {}
}
