package dev.offramp.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Streams with the names that people give them, in the order in which their frames come. */
final class Cameras {

    private Cameras() {}

    /** So many cameras in turn. */
    static List<String> inTurn(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(n -> prefix + n).toList();
    }

    /**
     * One round of frames in which the first camera sends several times what each of the others does, spread evenly among theirs.
     *
     * @param times as many
     */
    static List<String> withOneHot(String prefix, int count, int times) {
        List<String> others = inTurn(prefix, count).subList(1, count);
        int all = others.size() + times;
        List<String> round = new ArrayList<>(all);
        for (int n = 0; n < all; n++) {
            boolean hotIsDue = (n + 1) * times / all > n * times / all;
            round.add(hotIsDue ? hot(prefix) : others.get(round.size() - hotUntil(n, times, all)));
        }
        return round;
    }

    /** The camera that sends more than the others. */
    static String hot(String prefix) {
        return prefix + 0;
    }

    private static int hotUntil(int n, int times, int all) {
        return n * times / all;
    }
}
