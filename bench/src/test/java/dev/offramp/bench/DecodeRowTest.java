package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.FrameEncoding;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodeRowTest {

    @Test
    void a_contestant_that_takes_half_the_time_is_twice_as_fast_and_the_median_counts() {
        DecodeKind kind = new DecodeKind("tiny", FrameEncoding.PNG, 1, 1, List.of(new byte[10], new byte[30]));

        DecodeRow row = DecodeRow.of(kind, "the job", List.of(50.0, 500.0, 40.0), 100);

        assertThat(row.micros()).isEqualTo(50);
        assertThat(row.perSecond()).isEqualTo(20_000);
        assertThat(row.timesAsFast()).isEqualTo(2);
        assertThat(row.meanBytes()).isEqualTo(20);
        assertThat(row.lowestMicros()).isEqualTo(40);
        assertThat(row.highestMicros()).isEqualTo(500);
    }
}
