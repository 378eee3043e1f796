package dev.offramp.cli.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The newest records of those that it is given, at most so many. Pure, not thread-safe. */
final class NewestRecords {

    private static final Comparator<TopicRecord> BY_AGE = Comparator.<TopicRecord>comparingLong(
                    record -> record.origin().timestampMillis())
            .thenComparingInt(record -> record.origin().partition())
            .thenComparingLong(record -> record.origin().offset());

    private final int most;
    private final TreeSet<TopicRecord> kept = new TreeSet<>(BY_AGE);

    NewestRecords(int most) {
        this.most = most;
    }

    void add(TopicRecord record) {
        kept.add(record);
        if (kept.size() > most) {
            kept.pollFirst();
        }
    }

    /** Whether a record so old is none of the newest, so that what is older need not be looked at. */
    boolean isTooOld(long millis) {
        return kept.size() == most && millis < kept.first().origin().timestampMillis();
    }

    /** All that were kept, the oldest first; those of one partition in its order. */
    List<TopicRecord> inOrder() {
        var merge = new TimeMerge(List.of());
        kept.stream()
                .sorted(Comparator.comparingLong(record -> record.origin().offset()))
                .forEach(merge::add);
        List<TopicRecord> ordered = new ArrayList<>();
        for (Optional<TopicRecord> next = merge.next(); next.isPresent(); next = merge.next()) {
            ordered.add(next.get());
        }
        return ordered;
    }
}
