package dev.offramp.cli.watch;

import dev.offramp.cli.analysis.Flow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/** Makes rates out of offsets that are looked at again and again. Not thread-safe. */
final class FlowMeter {

    private static final long RATE_MILLIS = 10_000;
    private static final long TREND_MILLIS = 30_000;
    private static final double SECOND = 1000;

    private record Look(long atMillis, double published, double done, double lag) {}

    private final LongSupplier clock;
    private final Deque<Look> looks = new ArrayDeque<>();

    FlowMeter(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * The flow after one more look.
     *
     * @param ends      offset behind the last record of each partition
     * @param committed offset up to which the job has come; partitions of which it has said nothing count as not begun at their end
     */
    Flow measured(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        double published = ends.values().stream().mapToDouble(Long::doubleValue).sum();
        double lag = ends.entrySet().stream()
                .mapToDouble(end -> end.getValue() - committed.getOrDefault(end.getKey(), end.getValue()))
                .map(behind -> Math.max(0, behind))
                .sum();
        var now = new Look(clock.getAsLong(), published, published - lag, lag);
        if (!looks.isEmpty() && looks.getLast().published() > published) {
            looks.clear(); // the topic was made anew
        }
        looks.addLast(now);
        while (now.atMillis() - looks.getFirst().atMillis() > TREND_MILLIS) {
            looks.removeFirst();
        }
        Look recent = looks.stream()
                .filter(look -> now.atMillis() - look.atMillis() <= RATE_MILLIS)
                .findFirst()
                .orElse(now);
        Look first = looks.getFirst();
        return new Flow(
                rate(now.published() - recent.published(), recent, now),
                Math.max(0, rate(now.done() - first.done(), first, now)),
                lag,
                rate(now.lag() - first.lag(), first, now));
    }

    /** What was seen before says nothing about what comes. */
    void forget() {
        looks.clear();
    }

    private static double rate(double difference, Look from, Look to) {
        long millis = to.atMillis() - from.atMillis();
        return millis <= 0 ? 0 : difference * SECOND / millis;
    }
}
