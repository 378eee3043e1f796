package dev.offramp.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClipFramesTest {

    private static final EncodedPicture A = picture(3);
    private static final EncodedPicture B = picture(5);
    private static final EncodedPicture C = picture(7);

    @Test
    void frames_are_taken_in_the_order_of_the_stages_and_let_go_behind_them() {
        ClipFrames clip = ClipFrames.of(List.of(A, B, C), List.of(1, 2, 0));

        assertThat(clip.next(1)).isEqualTo(new ClipFrames(Map.of(1, B), List.of(1)));
        assertThat(clip.after(1)).isEqualTo(new ClipFrames(Map.of(2, C, 0, A), List.of(2, 0)));
        assertThat(clip.after(1).next(2)).isEqualTo(clip.after(1));
        assertThat(clip.after(3)).isEqualTo(ClipFrames.NONE);
    }

    @Test
    void the_last_frame_of_a_short_clip_stands_for_those_that_are_missing_and_is_there_once() {
        ClipFrames clip = ClipFrames.of(List.of(A, B), List.of(4, 0, 7, 1));

        assertThat(clip).isEqualTo(new ClipFrames(Map.of(0, A, 1, B), List.of(1, 0, 1, 1)));
        assertThat(clip.after(2)).isEqualTo(new ClipFrames(Map.of(1, B), List.of(1, 1)));
    }

    @Test
    void a_frame_that_no_stage_looks_at_is_not_kept() {
        assertThat(ClipFrames.of(List.of(A, B, C), List.of(2)).frames()).containsOnlyKeys(2);
        assertThat(ClipFrames.of(List.of(A, B, C), List.of())).isEqualTo(ClipFrames.NONE);
    }

    @Test
    void those_that_are_not_decoded_weigh_what_their_records_do() {
        Tensor pixels = new Tensor(DataType.UINT8, List.of(1, 1, 3), new byte[3]);

        assertThat(ClipFrames.of(List.of(A, B, C), List.of(2, 0)).encodedBytes())
                .isEqualTo(7 + 3);
        assertThat(ClipFrames.of(List.of(A, pixels), List.of(1, 0)).encodedBytes())
                .isEqualTo(3);
        assertThat(ClipFrames.NONE.encodedBytes()).isZero();
    }

    @Test
    void an_order_of_frames_that_are_not_there_is_a_mistake() {
        assertThatThrownBy(() -> new ClipFrames(Map.of(0, A), List.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frames [0] are not those of the order [1]");
    }

    private static EncodedPicture picture(int bytes) {
        return EncodedPicture.of(PictureEncoding.JPEG, new byte[bytes]);
    }
}
