package dev.offramp.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FrameSpreadTest {

    @Test
    void frames_go_to_the_streams_in_turn_and_sequences_rise_by_one() {
        var spread = new FrameSpread("camera-", 3, 10);

        assertThat(LongStream.range(0, 5).mapToObj(spread::addressOf))
                .containsExactly(
                        new FrameAddress("camera-0", 10),
                        new FrameAddress("camera-1", 10),
                        new FrameAddress("camera-2", 10),
                        new FrameAddress("camera-0", 11),
                        new FrameAddress("camera-1", 11));
    }

    @Test
    void stream_numbers_have_the_same_length() {
        assertThat(new FrameSpread("s", 11, 0).addressOf(1).stream()).isEqualTo("s01");
        assertThat(new FrameSpread("s", 10, 0).addressOf(1).stream()).isEqualTo("s1");
        assertThat(new FrameSpread("s", 1, 0).addressOf(1).stream()).isEqualTo("s0");
    }

    @Test
    void going_on_after_some_frames_repeats_no_sequence_of_any_stream() {
        var spread = new FrameSpread("camera-", 3, 0);

        assertThat(spread.after(0).firstSequence()).isZero();
        assertThat(spread.after(3).firstSequence()).isEqualTo(1);
        assertThat(spread.after(4).firstSequence()).isEqualTo(2);
    }
}
