package dev.offramp.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RejectCountsTest {

    @Test
    void reasons_are_counted_each_with_its_newest_record() {
        RejectCounts counts = RejectCounts.of(
                List.of(reason("NOT_AVRO", "old", 1), reason("BAD_POLICY", "one", 2), reason("NOT_AVRO", "new", 3)));

        assertThat(counts.lookedAt()).isEqualTo(3);
        assertThat(counts.reasons()).extracting(RejectCounts.Reason::reason).containsExactly("NOT_AVRO", "BAD_POLICY");
        assertThat(counts.reasons().get(0)).satisfies(most -> {
            assertThat(most.count()).isEqualTo(2);
            assertThat(most.detail()).isEqualTo("new");
        });
    }

    private static RejectCounts.Reason reason(String reason, String detail, long at) {
        return new RejectCounts.Reason(reason, 1, detail, "rejects-0 at 5", at);
    }
}
