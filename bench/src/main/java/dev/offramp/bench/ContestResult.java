package dev.offramp.bench;

import dev.offramp.bench.report.Spread;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.picture.Bars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How a contest went.
 *
 * @param rounds of each contestant, as many for every one
 */
record ContestResult(Map<String, List<JobRound>> rounds) {

    /** A contestant's samples a second. */
    Spread rate(String name) {
        return new Spread(
                roundsOf(name).stream().map(JobRound::samplesPerSecond).toList());
    }

    /** How many times as fast one was as the other, turn by turn. */
    Spread ratio(String faster, String slower) {
        List<JobRound> above = roundsOf(faster);
        List<JobRound> below = roundsOf(slower);
        return new Spread(IntStream.range(0, above.size())
                .mapToObj(turn ->
                        above.get(turn).samplesPerSecond() / below.get(turn).samplesPerSecond())
                .toList());
    }

    /** How many more of the same pictures one got right than the other, as a share, turn by turn. */
    Spread accuracyAbove(String better, String worse) {
        List<JobRound> above = roundsOf(better);
        List<JobRound> below = roundsOf(worse);
        return new Spread(IntStream.range(0, above.size())
                .mapToObj(turn -> above.get(turn).accuracy() - below.get(turn).accuracy())
                .toList());
    }

    /** How many times fewer multiply-adds one spent than the other on the same pictures, turn by turn. */
    Spread arithmeticRatio(String cheaper, String dearer) {
        List<JobRound> less = roundsOf(cheaper);
        List<JobRound> more = roundsOf(dearer);
        return new Spread(IntStream.range(0, less.size())
                .mapToObj(turn ->
                        more.get(turn).meanMultiplyAdds() / less.get(turn).meanMultiplyAdds())
                .toList());
    }

    /** All rounds of a contestant as one, at its median rate. */
    JobRound all(String name) {
        return JobRound.together(rate(name).median(), roundsOf(name));
    }

    Table table() {
        List<List<String>> lines = new ArrayList<>();
        for (String name : rounds.keySet()) {
            List<String> line = new ArrayList<>(List.of(name, rate(name).asRate()));
            line.addAll(all(name).cells());
            lines.add(line);
        }
        List<String> columns = new ArrayList<>(List.of("contestant", "samples/s"));
        columns.addAll(JobRound.COLUMNS);
        int turns = rounds.values().stream().mapToInt(List::size).max().orElse(0);
        return new Table("Contestants, turns: " + turns, columns, lines);
    }

    /** Every contestant's rate in a picture. */
    Bars bars() {
        return new Bars(
                "Contestants",
                "samples a second",
                rounds.keySet().stream().map(name -> rate(name).bar(name)).toList());
    }

    /** The raw numbers, contestant by contestant. */
    List<Row> rows() {
        return rounds.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** One contestant's rounds, as they become JSON. */
    record Row(String contestant, List<JobRound> rounds) {}

    /** A contestant's rounds that count, in the order of the turns. */
    List<JobRound> roundsOf(String name) {
        List<JobRound> found = rounds.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no contestant '" + name + "' among " + rounds.keySet());
        }
        return found;
    }
}
