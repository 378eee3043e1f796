package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawFramesTest {

    private final PixelDecoder decoder = TestFrames.decoder(2, 2);

    @Test
    void raw_rgb_is_rows_of_red_green_and_blue() throws Refusal {
        byte[] rows = {1, 2, 3, 4, 5, 6, 7, 8, 9, (byte) 200, (byte) 255, 0};

        assertThat(decoder.decode(TestFrames.raw(PictureEncoding.RAW_RGB, 2, 2, rows))
                        .bytes())
                .containsExactly(rows);
    }

    @Test
    void raw_grey_is_the_stored_value_in_all_channels() throws Refusal {
        byte[] rows = {0, 1, (byte) 128, (byte) 255};

        assertThat(decoder.decode(TestFrames.raw(PictureEncoding.RAW_GREY, 2, 2, rows))
                        .bytes())
                .containsExactly(new byte[] {0, 0, 0, 1, 1, 1, -128, -128, -128, -1, -1, -1});
    }

    @Test
    void raw_pixels_are_fitted_like_those_of_a_file() throws Refusal {
        byte[] pixels = TestFrames.file("formats/rgb.png.rgb");
        EncodedPicture raw = TestFrames.raw(PictureEncoding.RAW_RGB, TestFrames.WIDTH, TestFrames.HEIGHT, pixels);

        assertThat(TestFrames.decoder(28, 28).decode(raw).bytes())
                .containsExactly(TestFrames.decoder(28, 28)
                        .decode(TestFrames.ofFile("formats/rgb.png"))
                        .bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "RAW_RGB, 2, 2, 11",
        "RAW_RGB, 2, 2, 13",
        "RAW_RGB, 2, 2, 4",
        "RAW_GREY, 2, 2, 12",
        "RAW_GREY, 0, 2, 1",
        "RAW_GREY, -2, -2, 4",
        "RAW_GREY, 65536, 65536, 1",
        "RAW_RGB, 2147483647, 2147483647, 3",
    })
    void bytes_that_do_not_fit_the_size_are_a_mismatch(PictureEncoding encoding, int width, int height, int bytes) {
        EncodedPicture frame = TestFrames.raw(encoding, width, height, new byte[bytes]);

        assertThat(TestFrames.refusal(decoder, frame).reason()).isEqualTo(RefusalReason.RAW_SIZE_MISMATCH);
    }

    @Test
    void a_raw_frame_that_does_not_say_its_size_is_a_mismatch() {
        EncodedPicture frame = TestFrames.raw(PictureEncoding.RAW_GREY, 2, 0, new byte[4]);

        Refusal refusal = TestFrames.refusal(decoder, frame);

        assertThat(refusal.reason()).isEqualTo(RefusalReason.RAW_SIZE_MISMATCH);
        assertThat(refusal.detail()).isEqualTo("a raw frame needs width and height, has 2 x 0, where 0 is none");
    }

    @Test
    void a_picture_is_a_part_of_the_record_that_brought_it() throws Refusal {
        byte[] record = {9, 1, 2, 3, 4, 9};
        EncodedPicture frame = new EncodedPicture(PictureEncoding.RAW_GREY, 2, 2, record, 1, 4);

        byte[] pixels = decoder.decode(frame).bytes();

        assertThat(pixels).containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4);
        assertThat(record).containsExactly(9, 1, 2, 3, 4, 9);
    }
}
