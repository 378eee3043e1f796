package dev.offramp.results;

import dev.offramp.sample.Unanswered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A camera with a few epochs, of whose frames some are lost, some refused and the rest answered, each after a delay of its own.
 *
 * @param turns as they come to be put in order
 * @param lost  places of which nothing comes, though something does before and behind them
 */
record RandomStream(List<Turn> turns, Set<Place> lost) {

    private static final int EPOCHS = 3;
    private static final int MOST_FRAMES = 60;

    /** So long that something of it comes before all of the next: a stream begins with the first that comes. */
    private static final int LEAST_OF_THE_FIRST_EPOCH = 40;

    private static final long FRAME_MILLIS = 33;

    record Place(long epoch, long sequence) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return epoch == other.epoch ? Long.compare(sequence, other.sequence) : Long.compare(epoch, other.epoch);
        }
    }

    /** The same for the same seed. */
    static RandomStream of(long seed, long longestDelayMillis) {
        Random random = new Random(seed);
        List<Turn> turns = new ArrayList<>();
        Set<Place> lost = new HashSet<>();
        long millis = 0;
        for (long epoch = 1; epoch <= EPOCHS; epoch++) {
            Delays delays = new Delays(random, millis, longestDelayMillis);
            long first = random.nextBoolean() ? 0 : random.nextInt(1_000);
            int frames = (epoch == 1 ? LEAST_OF_THE_FIRST_EPOCH : 1) + random.nextInt(MOST_FRAMES);
            List<Turn> all = epoch(random, epoch, first, frames, delays);
            long last = all.get(all.size() - 1).sequence();
            Set<Long> present = new HashSet<>(all.stream().map(Turn::sequence).toList());
            for (long sequence = all.get(0).sequence(); sequence < last; sequence++) {
                if (!present.contains(sequence)) {
                    lost.add(new Place(epoch, sequence));
                }
            }
            turns.addAll(all);
            millis += FRAME_MILLIS * (last - first + 1);
        }
        turns.sort(Comparator.comparingLong(Turn::arrivedMillis));
        return new RandomStream(turns, lost);
    }

    /** When each frame's turn comes. */
    private record Delays(Random random, long beginMillis, long longestMillis) {
        long arrival(long frame) {
            return beginMillis + FRAME_MILLIS * frame + random.nextLong(longestMillis);
        }
    }

    /** In the order of the sequence; the last always comes. */
    private static List<Turn> epoch(Random random, long epoch, long first, int frames, Delays delays) {
        List<Turn> turns = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            int kind = frame == frames - 1 ? 9 : random.nextInt(10);
            int dropped = random.nextInt(10) == 0 ? random.nextInt(5) : 0;
            long arrived = delays.arrival(frame);
            if (kind == 1) {
                turns.add(new Turn.Vacant(
                        new Unanswered(TestTurns.STREAM, epoch, first + frame, dropped, false), arrived));
            } else if (kind > 1) {
                turns.add(
                        new Turn.Answered(TestTurns.answer(TestTurns.STREAM, epoch, first + frame, dropped), arrived));
            }
        }
        if (random.nextBoolean()) {
            turns.add(TestTurns.end(epoch, first + frames, delays.arrival(frames)));
        }
        return turns;
    }
}
