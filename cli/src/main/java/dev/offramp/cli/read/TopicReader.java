package dev.offramp.cli.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a topic: from an offset on, backwards from its end, or as it grows. What is there is what was there at the start. */
final class TopicReader {

    private static final long FIRST_STEP_BACK = 100;
    private static final long LONGER_EACH_TIME = 4;

    private final TopicConsumer topic;
    private final RecordUse use;
    private final Map<Integer, Long> beginnings;
    private final Map<Integer, Long> ends;

    TopicReader(TopicConsumer topic, RecordUse use) {
        this.topic = topic;
        this.use = use;
        this.beginnings = topic.beginnings();
        this.ends = topic.ends();
    }

    Map<Integer, Long> beginnings() {
        return beginnings;
    }

    /** Behind the last record that was there at the start. */
    Map<Integer, Long> ends() {
        return ends;
    }

    /** Whether the topic holds nothing that can be read. */
    boolean isEmpty() {
        return ends.entrySet().stream().allMatch(end -> end.getValue() <= beginnings.getOrDefault(end.getKey(), 0L));
    }

    /**
     * Hands on what is there from these offsets on, partitions merged by time; returns whether more is wanted.
     *
     * @param from a partition that it does not name is not read
     */
    boolean read(Map<Integer, Long> from) {
        Map<Integer, Long> first = new TreeMap<>(from);
        first.entrySet().removeIf(each -> each.getValue() >= end(each.getKey()));
        var merge = new TimeMerge(first.keySet());
        topic.seek(first);
        while (!merge.open().isEmpty() && !topic.isStopped()) {
            topic.readOnly(merge.awaited());
            for (ConsumerRecord<byte[], byte[]> record : topic.pollWhatIsThere()) {
                if (record.offset() < end(record.partition())) {
                    use.look(record).ifPresent(merge::add);
                }
            }
            merge.open().stream()
                    .filter(partition -> topic.position(partition) >= end(partition))
                    .forEach(merge::end);
            if (!handOn(merge)) {
                return false;
            }
        }
        return !topic.isStopped();
    }

    /** Hands on what comes behind these offsets until nobody wants more. */
    void follow(Map<Integer, Long> from) {
        topic.seek(from);
        topic.readOnly(from.keySet());
        boolean wanted = true;
        while (wanted && !topic.isStopped()) {
            var merge = new TimeMerge(List.of());
            StreamSupport.stream(topic.poll().spliterator(), false)
                    .flatMap(record -> use.look(record).stream())
                    .forEach(merge::add);
            wanted = handOn(merge);
        }
    }

    /** Hands on the newest that are there, at most so many, the oldest of them first. */
    void readNewest(int most) {
        var newest = new NewestRecords(most);
        Map<Integer, Long> to = new TreeMap<>(ends);
        to.entrySet().removeIf(end -> end.getValue() <= beginning(end.getKey()));
        for (long step = Math.max(FIRST_STEP_BACK, 2L * most);
                !to.isEmpty() && !topic.isStopped();
                step *= LONGER_EACH_TIME) {
            to = readBack(to, step, newest);
        }
        newest.inOrder().forEach(use::take);
        use.caughtUp();
    }

    /** Looks at a stretch of each partition before these offsets; returns where those begin that have to be looked at further. */
    private Map<Integer, Long> readBack(Map<Integer, Long> to, long step, NewestRecords newest) {
        Map<Integer, Long> from = new TreeMap<>();
        to.forEach((partition, end) -> from.put(partition, Math.max(beginning(partition), end - step)));
        Map<Integer, Long> oldest = new TreeMap<>();
        readStretch(from, to, record -> {
            oldest.merge(record.partition(), record.timestamp(), Math::min);
            use.look(record).ifPresent(newest::add);
        });
        from.entrySet()
                .removeIf(first -> first.getValue() <= beginning(first.getKey())
                        || newest.isTooOld(oldest.getOrDefault(first.getKey(), Long.MAX_VALUE)));
        return from;
    }

    private void readStretch(
            Map<Integer, Long> from, Map<Integer, Long> to, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        topic.seek(from);
        Set<Integer> open = new TreeSet<>(from.keySet());
        while (!open.isEmpty() && !topic.isStopped()) {
            topic.readOnly(open);
            for (ConsumerRecord<byte[], byte[]> record : topic.pollWhatIsThere()) {
                if (record.offset() < to.getOrDefault(record.partition(), 0L)) {
                    each.accept(record);
                }
            }
            open.removeIf(partition -> topic.position(partition) >= to.getOrDefault(partition, 0L));
        }
    }

    private boolean handOn(TimeMerge merge) {
        for (Optional<TopicRecord> next = merge.next(); next.isPresent(); next = merge.next()) {
            if (!use.take(next.get())) {
                use.caughtUp();
                return false;
            }
        }
        use.caughtUp();
        return true;
    }

    private long beginning(int partition) {
        return beginnings.getOrDefault(partition, 0L);
    }

    private long end(int partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
