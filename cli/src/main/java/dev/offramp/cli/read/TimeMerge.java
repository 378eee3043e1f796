package dev.offramp.cli.read;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings the records of several partitions into one order, by their Kafka timestamps; those of one partition keep their own. Pure, not
 * thread-safe.
 */
final class TimeMerge {

    private final Map<Integer, Deque<TopicRecord>> waiting = new TreeMap<>();
    private final Set<Integer> open;

    /** @param partitions from which records may come */
    TimeMerge(Collection<Integer> partitions) {
        open = new TreeSet<>(partitions);
        open.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    /** The next record of its partition. */
    void add(TopicRecord record) {
        waiting.computeIfAbsent(record.origin().partition(), partition -> new ArrayDeque<>())
                .add(record);
    }

    /** No more comes from the partition. */
    void end(int partition) {
        open.remove(partition);
    }

    /** Partitions without whose next record nobody knows which is the next of all. */
    Set<Integer> awaited() {
        Set<Integer> awaited = new TreeSet<>(open);
        awaited.removeIf(partition -> !queue(partition).isEmpty());
        return awaited;
    }

    /** The partitions from which more may come. */
    Set<Integer> open() {
        return Set.copyOf(open);
    }

    /** The next record, where that is known. */
    Optional<TopicRecord> next() {
        if (!awaited().isEmpty()) {
            return Optional.empty();
        }
        return waiting.values().stream()
                .filter(queue -> !queue.isEmpty())
                .min(Comparator.comparingLong(queue -> queue.element().origin().timestampMillis()))
                .map(Deque::remove);
    }

    private Deque<TopicRecord> queue(int partition) {
        return waiting.getOrDefault(partition, new ArrayDeque<>());
    }
}
