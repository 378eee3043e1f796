package dev.offramp.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Lanes;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Sample;
import dev.offramp.sample.TestSegments;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {

    private static final double TEN_A_SECOND = 10;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void however_a_stream_is_split_it_is_held_to_its_rate(int subtasks) {
        List<RateLimiter> limiters = IntStream.range(0, subtasks)
                .mapToObj(n -> new RateLimiter(subtasks))
                .toList();

        long admitted = IntStream.range(0, 60_000) // a hundred a second for ten minutes
                .filter(n -> isAdmitted(limiters.get(n % subtasks), "camera", 10L * n))
                .count();

        assertThat(admitted).isBetween(6_000L - 2L * subtasks, 6_000L + 10);
    }

    @Test
    void a_stream_within_its_rate_is_never_refused() {
        RateLimiter limiter = new RateLimiter(1);

        assertThat(IntStream.range(0, 1_000)).allMatch(n -> isAdmitted(limiter, "camera", 100L * n));
    }

    @Test
    void after_a_pause_a_second_s_worth_comes_at_once_and_no_more() {
        RateLimiter limiter = new RateLimiter(1);
        isAdmitted(limiter, "camera", 0);

        assertThat(IntStream.range(0, 50)
                        .filter(n -> isAdmitted(limiter, "camera", 600_000))
                        .count())
                .isEqualTo(10);
    }

    @Test
    void a_clock_that_steps_back_earns_nothing_twice() {
        RateLimiter limiter = new RateLimiter(1);
        IntStream.range(0, 20).forEach(n -> isAdmitted(limiter, "camera", 1_000));

        assertThat(isAdmitted(limiter, "camera", 0)).isFalse();
        assertThat(isAdmitted(limiter, "camera", 1_000)).isFalse();
        assertThat(isAdmitted(limiter, "camera", 1_100)).isTrue();
    }

    @Test
    void streams_do_not_share_a_rate_and_a_replay_refuses_the_same_frames() {
        RateLimiter first = new RateLimiter(1);
        RateLimiter again = new RateLimiter(1);
        List<Boolean> once = IntStream.range(0, 100)
                .mapToObj(n -> isAdmitted(first, n % 2 == 0 ? "a" : "b", 20L * n))
                .toList();

        assertThat(IntStream.range(0, 100).mapToObj(n -> isAdmitted(again, n % 2 == 0 ? "a" : "b", 20L * n)))
                .containsExactlyElementsOf(once);
        assertThat(once).contains(true, false);
    }

    @Test
    void what_a_checkpoint_kept_goes_on() {
        RateLimiter limiter = new RateLimiter(1);
        IntStream.range(0, 20).forEach(n -> isAdmitted(limiter, "camera", 1_000));
        RateLimiter restored = new RateLimiter(1);
        limiter.accounts().forEach(restored::add);

        assertThat(isAdmitted(restored, "camera", 1_000)).isFalse();
        assertThat(isAdmitted(restored, "camera", 1_100)).isTrue();
    }

    @Test
    void a_segment_of_video_counts_for_as_many_frames_as_are_picked_of_it() {
        RateLimiter limiter = new RateLimiter(1);

        assertThat(isAdmitted(limiter, TestSegments.encoded("camera", 0, 30)))
                .as("no stream begins with half a segment")
                .isTrue();
        assertThat(isAdmitted(limiter, TestSegments.encoded("camera", 2_900, 30)))
                .isFalse();
        assertThat(isAdmitted(limiter, TestSegments.encoded("camera", 3_000, 30)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void segments_of_a_stream_that_keeps_its_rate_are_let_in_however_lanes_deal_them_out(int subtasks) {
        List<RateLimiter> limiters = IntStream.range(0, subtasks)
                .mapToObj(n -> new RateLimiter(subtasks))
                .toList();
        int frames = 16;
        long refused = IntStream.range(0, 5_000)
                .filter(n -> {
                    Origin origin = new Origin("frames", 0, n, 0);
                    Sample sample = new Sample(origin, "camera", 0, 0, OptionalInt.empty());
                    int subtask = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            Partitioning.BALANCED.key(sample), Lanes.COUNT, subtasks);
                    long createdMillis = 2_000L * n; // eight a second of ten
                    return !isAdmitted(limiters.get(subtask), TestSegments.encoded("camera", createdMillis, frames));
                })
                .count();

        assertThat(refused).isLessThan(10);
    }

    private static boolean isAdmitted(RateLimiter limiter, String stream, long createdMillis) {
        Sample sample = new Sample(new Origin("frames", 0, 0, createdMillis), stream, 0, 0, OptionalInt.empty());
        return isAdmitted(
                limiter, new EncodedFrame(sample, new byte[0], EncodedPicture.of(PictureEncoding.PNG, new byte[0])));
    }

    private static boolean isAdmitted(RateLimiter limiter, EncodedFrame frame) {
        try {
            limiter.admit(frame, TEN_A_SECOND);
            return true;
        } catch (Refusal refusal) {
            assertThat(refusal.reason()).isEqualTo(RefusalReason.OVER_QUOTA);
            return false;
        }
    }
}
