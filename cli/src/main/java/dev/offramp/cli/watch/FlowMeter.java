package dev.offramp.cli.watch;

import dev.offramp.cli.analysis.Flow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes rates out of offsets that are asked for again and again. A job says how far it has read with its checkpoints alone, so between
 * two of them it seems to fall behind: what waits, and how it grows, is judged at the moments when the job has just said so. Not
 * thread-safe.
 */
final class FlowMeter {

    private static final long RATE_MILLIS = 10_000;
    private static final long TREND_MILLIS = 60_000;
    private static final double SECOND = 1000;

    private record Measurement(long atMillis, double published, double done) {

        double lag() {
            return published - done;
        }
    }

    private final LongSupplier clock;
    private final Deque<Measurement> published = new ArrayDeque<>();
    private final Deque<Measurement> commits = new ArrayDeque<>();

    /** Those that came after a question: what waited at each of them is known. */
    private final Deque<Measurement> said = new ArrayDeque<>();

    /** @param clock milliseconds, which never go back */
    FlowMeter(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * The flow after one more question.
     *
     * @param ends      offset behind the last record of each partition
     * @param committed offset up to which the job has come in each of them
     */
    Flow measured(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        double end = ends.values().stream().mapToDouble(Long::doubleValue).sum();
        double lag = ends.entrySet().stream()
                .mapToDouble(one -> Math.max(0, one.getValue() - committed.getOrDefault(one.getKey(), 0L)))
                .sum();
        var now = new Measurement(clock.getAsLong(), end, end - lag);
        if (!published.isEmpty() && published.getLast().published() > end) {
            forget(); // the topic was made anew
        }
        if (commits.isEmpty() || commits.getLast().done() != now.done()) {
            keep(commits, now, TREND_MILLIS);
            if (!published.isEmpty()) {
                keep(said, justSaid(now), TREND_MILLIS);
            }
        }
        keep(published, now, RATE_MILLIS);
        return new Flow(
                rate(now.published() - published.getFirst().published(), published.getFirst(), now),
                read(now),
                waiting(now),
                trend(now));
    }

    /** The job said so at some time since the question before: what was published since then need not have waited. */
    private Measurement justSaid(Measurement now) {
        double least = published.getLast().published();
        return new Measurement(now.atMillis(), Math.max(now.done(), least), now.done());
    }

    /** What was seen before says nothing about what comes. */
    void forget() {
        published.clear();
        commits.clear();
        said.clear();
    }

    /** As it was when the job last said how far it is, unless that is too long ago, or there is less. */
    private double waiting(Measurement now) {
        return said.isEmpty() || isSilent(now)
                ? now.lag()
                : Math.min(now.lag(), said.getLast().lag());
    }

    private double read(Measurement now) {
        Measurement first = commits.getFirst();
        Measurement last = commits.getLast();
        return isSilent(now) ? 0 : Math.max(0, rate(last.done() - first.done(), first, last));
    }

    private double trend(Measurement now) {
        if (said.isEmpty()) {
            return 0;
        }
        Measurement first = said.getFirst();
        Measurement last = isSilent(now) ? now : said.getLast();
        return rate(last.lag() - first.lag(), first, last);
    }

    /** It has said nothing for long, although something waits. */
    private boolean isSilent(Measurement now) {
        return now.lag() > 0 && now.atMillis() - commits.getLast().atMillis() > TREND_MILLIS / 2;
    }

    private static void keep(Deque<Measurement> measurements, Measurement now, long millis) {
        measurements.addLast(now);
        Optional<Measurement> oldest = Optional.empty();
        while (now.atMillis() - measurements.getFirst().atMillis() > millis) {
            oldest = Optional.of(measurements.removeFirst());
        }
        if (measurements.size() == 1) { // the one before it, or there is no rate
            oldest.ifPresent(measurements::addFirst);
        }
    }

    private static double rate(double difference, Measurement from, Measurement to) {
        long millis = to.atMillis() - from.atMillis();
        return millis <= 0 ? 0 : difference * SECOND / millis;
    }
}
