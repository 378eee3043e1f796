package dev.offramp.bench;

import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Contestants that take turns, so that what the machine does meanwhile meets all of them; who begins changes from turn to
 * turn.
 */
record Contest(
        List<Contestant> contestants, TurnSize size, int warmUp, int turns, List<Picture> pictures, Screen screen) {

    /** Every contestant's rounds that count. */
    ContestResult play() {
        Map<String, List<JobRound>> counted = new LinkedHashMap<>();
        contestants.forEach(contestant -> counted.put(contestant.name(), new ArrayList<>())); // in their order
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (int turn = 1 - warmUp; turn <= turns; turn++) {
            for (int place = 0; place < contestants.size(); place++) {
                Contestant contestant = contestants.get(Math.floorMod(place + turn, contestants.size()));
                Entry entry = entries.getOrDefault(contestant.name(), new Entry(size.first(), 0));
                JobRound round = contestant.play(entry.pictures(pictures));
                entries.put(contestant.name(), entry.after(size.at(round.samplesPerSecond()), pictures.size()));
                say(turn, contestant.name(), round);
                if (turn >= 1) {
                    counted.computeIfAbsent(contestant.name(), unseen -> new ArrayList<>())
                            .add(round);
                }
            }
        }
        return new ContestResult(counted);
    }

    private void say(int turn, String name, JobRound round) {
        screen.line(
                "%-9s %-28s %9s/s   %s",
                turn < 1 ? "warm-up" : "turn " + turn + "/" + turns,
                name,
                Figures.count(round.samplesPerSecond()),
                Figures.count(round.samples()) + " pictures");
    }

    /** How many pictures a contestant gets in its next turn, and from which on. */
    private record Entry(int count, int from) {

        List<Picture> pictures(List<Picture> all) {
            return IntStream.range(from, from + count)
                    .mapToObj(n -> all.get(n % all.size()))
                    .toList();
        }

        Entry after(int nextCount, int all) {
            return new Entry(nextCount, (from + count) % all);
        }
    }
}
