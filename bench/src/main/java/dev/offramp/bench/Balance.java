package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Spread;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One job, to which different numbers of streams take turns to send frames; the names are those that people give.
 *
 * @param stages real or simulated, for the report
 * @param run    under which its {@link CountingEngines} count
 */
record Balance(LocalSystem system, List<Picture> pictures, String stages, String run) {

    /** So many streams that their names and their number do not matter. */
    static final int MANY = 1024;

    /** Frames from some streams through the one job. */
    private record FromStreams(String name, JobLoop loop, List<String> streams) implements Contestant {

        @Override
        public JobRound play(List<Picture> pictures) {
            return loop.play(streams, pictures);
        }
    }

    /** Counts the samples of every subtask over each turn of a contestant. */
    private record Counted(Contestant contestant, SubtaskCounts counts, List<Double> busiestOverMean)
            implements Contestant {

        @Override
        public String name() {
            return contestant.name();
        }

        @Override
        public JobRound play(List<Picture> pictures) {
            List<Long> before = counts.now();
            JobRound round = contestant.play(pictures);
            busiestOverMean.add(SubtaskCounts.busiestOverMean(before, counts.now()));
            return round;
        }
    }

    List<BalanceRow> measure(List<Integer> streams, Function<List<Contestant>, Contest> contest) {
        Map<Integer, Counted> byStreams = new LinkedHashMap<>();
        try (JobLoop loop = new JobLoop(system)) {
            loop.probe(pictures); // every subtask has opened its engine and warmed it up before anything is counted
            for (int count : withMany(streams)) {
                Contestant contestant = new FromStreams(name(count), loop, Cameras.inTurn("camera-", count));
                byStreams.put(count, new Counted(contestant, SubtaskCounts.of(run), new ArrayList<>()));
            }
            ContestResult result =
                    contest.apply(List.copyOf(byStreams.values())).play();
            system.job().requireAlive();
            return byStreams.entrySet().stream()
                    .map(entry -> row(result, entry.getKey(), entry.getValue()))
                    .toList();
        } catch (CommandFailure failure) {
            system.job().requireAlive(); // where the job has failed, its reason says more
            throw failure;
        }
    }

    private BalanceRow row(ContestResult result, int streams, Counted counted) {
        List<Double> all = counted.busiestOverMean;
        int turns = result.roundsOf(name(streams)).size();
        return new BalanceRow(
                Conditions.of(system.plan()),
                stages,
                system.plan().parallelism(),
                streams,
                result.rate(name(streams)),
                new Spread(all.subList(all.size() - turns, all.size())),
                result.ratio(name(streams), name(MANY)));
    }

    private static List<Integer> withMany(List<Integer> streams) {
        List<Integer> all = new ArrayList<>(streams);
        if (!all.contains(MANY)) {
            all.add(MANY);
        }
        return all;
    }

    private static String name(int streams) {
        return streams + (streams == 1 ? " stream" : " streams");
    }
}
