package dev.offramp.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {

    private static final int PARTITIONS = 8;

    @Test
    void the_key_of_a_lane_falls_into_the_key_group_of_that_number() {
        assertThat(IntStream.range(0, Lanes.COUNT))
                .allSatisfy(lane -> assertThat(KeyGroupRangeAssignment.assignToKeyGroup(Lanes.key(lane), Lanes.COUNT))
                        .isEqualTo(lane));
    }

    @ParameterizedTest
    @CsvSource({"2, 1.1", "3, 1.1", "7, 1.1", "8, 1.1", "64, 1.1", "216, 1.1", "500, 1.12"})
    void no_subtask_gets_much_more_than_another_whatever_the_parallelism(int parallelism, double most) {
        long[] load = new long[parallelism];
        for (long offset = 0; offset < 200L * parallelism; offset++) {
            load[subtask(Partitioning.BALANCED, "camera-0", 0, offset, parallelism)]++;
        }

        assertThat(busiestOverMean(load)).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "3, 8", "8, 8", "32, 8", "1000, 8", "1, 64", "3, 64", "8, 64", "32, 64", "1000, 64"})
    void load_is_even_with_any_number_of_streams(int streams, int parallelism) {
        long[] load = new long[parallelism];
        long[] nextOffset = new long[PARTITIONS];
        for (int frame = 0; frame < 1_000 * parallelism; frame++) {
            String stream = "camera-" + frame % streams;
            int partition = Math.floorMod(stream.hashCode(), PARTITIONS);
            load[subtask(Partitioning.BALANCED, stream, partition, nextOffset[partition]++, parallelism)]++;
        }

        assertThat(busiestOverMean(load)).isLessThanOrEqualTo(1.1);
    }

    @ParameterizedTest
    @CsvSource({"8, 2", "8, 8", "5, 2", "13, 3", "21, 8", "16, 64"})
    void consecutive_clips_of_a_stream_fall_on_all_subtasks_in_turn(int frames, int parallelism) {
        long[] load = new long[parallelism];
        int longestRun = 0;
        int run = 0;
        int before = -1;
        for (int clip = 0; clip < 200 * parallelism; clip++) {
            Sample last = new Sample(
                            new Origin("frames", 0, (long) frames * clip, 0),
                            "camera-0",
                            clip,
                            clip,
                            OptionalInt.empty())
                    .closing(new FrameSpan(0, frames, frames, clip));
            int subtask = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                    Partitioning.BALANCED.key(last), Lanes.COUNT, parallelism);
            load[subtask]++;
            run = subtask == before ? run + 1 : 1;
            longestRun = Math.max(longestRun, run);
            before = subtask;
        }

        assertThat(busiestOverMean(load)).isLessThanOrEqualTo(1.1);
        assertThat(longestRun).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1L << 31, 1L << 40, 1L << 52, Long.MAX_VALUE - 10_000})
    void the_deal_is_as_even_at_large_offsets_as_at_small_ones(long first) {
        long[] load = new long[8];
        for (long n = 0; n < 8_000; n++) {
            load[subtask(Partitioning.BALANCED, "a", 3, first + n, 8)]++;
        }

        assertThat(busiestOverMean(load)).isLessThanOrEqualTo(1.1);
    }

    @Test
    void consecutive_records_of_one_stream_visit_all_subtasks_in_turn() {
        for (long first = 0; first < 100; first++) {
            Set<Integer> visited = new HashSet<>();
            for (long n = 0; n < 16; n++) {
                visited.add(subtask(Partitioning.BALANCED, "a", 0, first + n, 4));
            }
            assertThat(visited).containsExactlyInAnyOrder(0, 1, 2, 3);
        }
    }

    @Test
    void by_stream_all_samples_of_a_stream_have_one_key() {
        assertThat(IntStream.range(0, 100).mapToObj(offset -> Partitioning.STREAM.key(sample("a", offset % 7, offset))))
                .containsOnly(Partitioning.STREAM.key(sample("a", 0, 0)));
        assertThat(Partitioning.STREAM.key(sample("a", 0, 0))).isNotEqualTo(Partitioning.STREAM.key(sample("b", 0, 0)));
    }

    private static int subtask(Partitioning partitioning, String stream, int partition, long offset, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                partitioning.key(sample(stream, partition, offset)), Lanes.COUNT, parallelism);
    }

    private static Sample sample(String stream, int partition, long offset) {
        return new Sample(new Origin("frames", partition, offset, 0), stream, 0, 0, OptionalInt.empty());
    }

    private static double busiestOverMean(long[] load) {
        return Arrays.stream(load).max().orElseThrow()
                / Arrays.stream(load).average().orElseThrow();
    }
}
