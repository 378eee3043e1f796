package dev.offramp.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeMergeTest {

    @Test
    void nothing_comes_out_before_every_partition_has_said_what_is_next() {
        var merge = new TimeMerge(List.of(0, 1));
        merge.add(record(0, 1, 100));

        assertThat(merge.next()).isEmpty();
        assertThat(merge.awaited()).containsExactly(1);

        merge.add(record(1, 1, 50));
        assertThat(merge.next()).map(record -> record.origin().partition()).hasValue(1);
        assertThat(merge.next()).isEmpty();

        merge.end(1);
        assertThat(merge.next()).map(record -> record.origin().partition()).hasValue(0);
    }

    @Test
    void a_partition_keeps_its_own_order_whatever_its_times() {
        var merge = new TimeMerge(List.of(0, 1));
        merge.add(record(0, 1, 100));
        merge.add(record(0, 2, 10));
        merge.add(record(1, 1, 60));
        merge.end(0);
        merge.end(1);

        assertThat(drain(merge)).containsExactly("1@1", "0@1", "0@2");
    }

    @Test
    void the_newest_are_kept_and_come_oldest_first() {
        var newest = new NewestRecords(3);
        for (int offset = 0; offset < 5; offset++) {
            newest.add(record(0, offset, 100 + 10L * offset));
            newest.add(record(1, offset, 105 + 10L * offset));
        }

        assertThat(newest.inOrder())
                .extracting(record ->
                        record.origin().partition() + "@" + record.origin().offset())
                .containsExactly("1@3", "0@4", "1@4");
        assertThat(newest.isTooOld(134)).isTrue();
        assertThat(newest.isTooOld(135)).isFalse();
    }

    @Test
    void nothing_is_too_old_before_there_are_enough() {
        var newest = new NewestRecords(3);
        newest.add(record(0, 0, 100));

        assertThat(newest.isTooOld(0)).isFalse();
    }

    private static List<String> drain(TimeMerge merge) {
        List<String> places = new ArrayList<>();
        for (Optional<TopicRecord> next = merge.next(); next.isPresent(); next = merge.next()) {
            places.add(
                    next.get().origin().partition() + "@" + next.get().origin().offset());
        }
        return places;
    }

    private static TopicRecord record(int partition, long offset, long millis) {
        return TestingRecords.at(partition, offset, millis, "cam", TestingRecords.answer("cam", offset));
    }
}
