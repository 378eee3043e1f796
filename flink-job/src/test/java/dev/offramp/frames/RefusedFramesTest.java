package dev.offramp.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.video.JpegScans;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every frame that cannot be classified says why, with a reason of its own. */
class RefusedFramesTest {

    private final PixelDecoder decoder = TestFrames.decoder(28, 28);

    @ParameterizedTest
    @EnumSource
    void a_frame_without_bytes_is_empty(PictureEncoding encoding) {
        assertThat(reason(TestFrames.encoded(encoding, new byte[0]))).isEqualTo(RefusalReason.EMPTY_FRAME);
    }

    @Test
    void a_frame_of_too_many_bytes_is_refused_unread() {
        byte[] tooMany = new byte[TestFrames.settings().maxBytes() + 1];

        Refusal refusal = TestFrames.refusal(decoder, TestFrames.encoded(PictureEncoding.PNG, tooMany));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.FRAME_TOO_LARGE);
        assertThat(refusal.detail())
                .isEqualTo("the frame has 1048577 bytes, frames.max-bytes is "
                        + TestFrames.settings().maxBytes());
    }

    @Test
    void an_encoding_of_a_later_release_is_unsupported() {
        assertThat(reason(TestFrames.encoded(PictureEncoding.UNKNOWN, new byte[1])))
                .isEqualTo(RefusalReason.UNSUPPORTED_ENCODING);
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "JPEG", "WEBP"})
    void bytes_that_are_no_picture_are_undecodable(PictureEncoding encoding) {
        byte[] text = "The quick brown fox jumps over the lazy dog. ".repeat(20).getBytes(UTF_8);

        assertThat(reason(TestFrames.encoded(encoding, text))).isEqualTo(RefusalReason.UNDECODABLE_IMAGE);
    }

    @ParameterizedTest
    @CsvSource({"PNG, rgb.jpg", "JPEG, rgb.png", "WEBP, rgb.png", "PNG, smooth-lossy.webp"})
    void a_picture_of_another_encoding_than_it_says_is_undecodable(PictureEncoding encoding, String name) {
        EncodedPicture frame = TestFrames.encoded(encoding, TestFrames.file("formats/" + name));

        assertThat(reason(frame)).isEqualTo(RefusalReason.UNDECODABLE_IMAGE);
    }

    @Test
    void a_refusal_names_what_was_found_and_what_is_accepted() {
        byte[] gif = "GIF89a and so on".getBytes(UTF_8);

        assertThat(TestFrames.refusal(decoder, TestFrames.encoded(PictureEncoding.UNKNOWN, gif))
                        .detail())
                .contains("the bytes are GIF")
                .contains("JPEG, PNG, WebP");
        assertThat(TestFrames.refusal(
                                decoder, TestFrames.encoded(PictureEncoding.PNG, TestFrames.file("formats/rgb.jpg")))
                        .detail())
                .contains("no readable PNG")
                .contains("the bytes are JPEG");
    }

    /** As long as a scan of some bytes goes over all pixels, the bounds of bytes and pixels alone bound no time. */
    @Test
    void a_jpeg_that_goes_over_its_pixels_too_often_is_refused() throws Refusal {
        byte[] often = Jpegs.ofScans(100, 100, JpegScans.MOST);
        byte[] tooOften = Jpegs.ofScans(100, 100, JpegScans.MOST + 1);

        assertThat(decoder.decode(TestFrames.encoded(PictureEncoding.JPEG, often))
                        .bytes())
                .hasSize(28 * 28 * 3);
        Refusal refusal = TestFrames.refusal(decoder, TestFrames.encoded(PictureEncoding.JPEG, tooOften));
        assertThat(refusal.reason()).isEqualTo(RefusalReason.UNDECODABLE_IMAGE);
        assertThat(refusal.detail()).contains("goes over its pixels 65 times, at most 64 are decoded");
    }

    @Test
    void a_picture_with_damaged_data_is_undecodable() {
        byte[] png = TestFrames.file("formats/rgb-16-bits.png");
        Arrays.fill(png, 1000, 1100, (byte) 0x55);

        assertThat(reason(TestFrames.encoded(PictureEncoding.PNG, png))).isEqualTo(RefusalReason.UNDECODABLE_IMAGE);
    }

    @ParameterizedTest
    @CsvSource({"40000, 40000", "1000001, 1", "2147483647, 2147483647"})
    void a_decompression_bomb_has_too_many_pixels(int width, int height) {
        byte[] bomb = Pngs.claiming(width, height, new byte[1 << 20]);

        Refusal refusal = TestFrames.refusal(decoder, TestFrames.encoded(PictureEncoding.PNG, bomb));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.TOO_MANY_PIXELS);
        assertThat(refusal.detail()).contains(width + " x " + height);
    }

    @ParameterizedTest
    @CsvSource({"421, 20", "20, 421", "1000, 1"})
    void a_sliver_has_an_extreme_aspect(int width, int height) {
        byte[] rows = new byte[((width + 7) / 8 + 1) * height];

        assertThat(reason(TestFrames.encoded(PictureEncoding.PNG, Pngs.claiming(width, height, rows))))
                .isEqualTo(RefusalReason.EXTREME_ASPECT);
        assertThat(reason(TestFrames.raw(PictureEncoding.RAW_GREY, width, height, new byte[width * height])))
                .isEqualTo(RefusalReason.EXTREME_ASPECT);
    }

    @Test
    void the_largest_allowed_aspect_is_let_in() throws Refusal {
        assertThat(decoder.decode(TestFrames.raw(PictureEncoding.RAW_GREY, 400, 20, new byte[8000])))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void a_picture_of_no_size_is_undecodable(int width) {
        assertThat(reason(TestFrames.encoded(PictureEncoding.PNG, Pngs.claiming(width, 17, new byte[100]))))
                .isEqualTo(RefusalReason.UNDECODABLE_IMAGE);
    }

    private RefusalReason reason(EncodedPicture frame) {
        return TestFrames.refusal(decoder, frame).reason();
    }
}
