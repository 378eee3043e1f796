package dev.offramp.clips;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamClipsTest {

    @Test
    void clips_share_no_frame_and_the_last_has_what_is_left() {
        assertThat(of(4, 1, 4, 10)).containsExactly(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9));
    }

    @Test
    void stride_and_hop_are_those_of_the_job() {
        assertThat(of(3, 2, 1, 8)).containsExactly(List.of(0, 2, 4), List.of(2, 4, 6));
    }

    @Test
    void a_stream_that_is_shorter_than_a_clip_is_one_and_an_empty_one_is_none() {
        assertThat(of(8, 1, 8, 1)).containsExactly(List.of(0));
        assertThat(of(8, 1, 8, 0)).isEmpty();
    }

    private static List<List<Integer>> of(int frames, int stride, int hop, int stream) {
        return new StreamClips(new ClipsSettings(frames, stride, hop, Duration.ofSeconds(1))).of(stream);
    }
}
