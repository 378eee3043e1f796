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
 * Contestants that take turns, so that what the machine does meanwhile meets all of them; who begins changes from turn to turn. In a
 * turn all see the same pictures in the same order, in the next one the pictures after those.
 */
record Contest(
        List<Contestant> contestants, TurnSize size, int warmUp, int turns, List<Picture> pictures, Screen screen) {

    /** Every contestant's rounds that count. */
    ContestResult play() {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (int turn = 1 - warmUp; turn <= 0; turn++) {
            Share share = share(rates, 0);
            play(turn, share).forEach((name, round) -> rates.put(name, round.samplesPerSecond()));
        }
        Map<String, List<JobRound>> counted = new LinkedHashMap<>();
        contestants.forEach(contestant -> counted.put(contestant.name(), new ArrayList<>())); // in their order
        int from = 0;
        for (int turn = 1; turn <= turns; turn++) {
            Share share = share(rates, from);
            play(turn, share).forEach((name, round) -> counted.computeIfAbsent(name, unseen -> new ArrayList<>())
                    .add(round));
            from = (from + share.count) % pictures.size();
        }
        return new ContestResult(counted);
    }

    /** Once the turns count it depends on the warm-up alone: then all of them weigh the same for every contestant. */
    private Share share(Map<String, Double> rates, int from) {
        int count = size.pictures(rates.values(), pictures.size());
        Map<String, Integer> passes = new LinkedHashMap<>();
        rates.forEach((name, rate) -> passes.put(name, size.passes(rate, count)));
        return new Share(from, count, passes);
    }

    private Map<String, JobRound> play(int turn, Share share) {
        Map<String, JobRound> rounds = new LinkedHashMap<>();
        for (int place = 0; place < contestants.size(); place++) {
            Contestant contestant = contestants.get(Math.floorMod(place + turn, contestants.size()));
            JobRound round = contestant.play(share.pictures(contestant.name(), pictures));
            say(turn, contestant.name(), round);
            rounds.put(contestant.name(), round);
        }
        return rounds;
    }

    private void say(int turn, String name, JobRound round) {
        screen.line(
                "%-9s %-28s %9s/s   %s",
                turn < 1 ? "warm-up" : "turn " + turn + "/" + turns,
                name,
                Figures.count(round.samplesPerSecond()),
                Figures.count(round.samples()) + " pictures");
    }

    /**
     * What a turn has of the pictures.
     *
     * @param passes of each contestant over them; once where it is not named
     */
    private record Share(int from, int count, Map<String, Integer> passes) {

        List<Picture> pictures(String contestant, List<Picture> all) {
            return IntStream.range(0, count * passes.getOrDefault(contestant, 1))
                    .mapToObj(n -> all.get((from + n % count) % all.size()))
                    .toList();
        }
    }
}
