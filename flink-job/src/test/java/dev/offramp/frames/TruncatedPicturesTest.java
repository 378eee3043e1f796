package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture that was cut off anywhere is refused as such, never answered from what decoders make up for the rest. */
class TruncatedPicturesTest {

    /** Behind the pixels of a PNG comes the end chunk's checksum alone. */
    private static final int PNG_CHECKSUM_BYTES = 4;

    private final PixelDecoder decoder = TestFrames.decoder(28, 28);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.png",
                "palette-transparent.png",
                "rgb-interlaced.png",
                "1-bit.png",
                "rgb.jpg",
                "rgb-progressive.jpg",
                "grey.jpg",
                "rgb-lossless.webp",
                "rgba-lossless.webp",
                "smooth-lossy.webp",
                "animated.webp",
            })
    void a_picture_cut_off_anywhere_is_truncated(String name) {
        EncodedPicture whole = TestFrames.ofFile("formats/" + name);
        byte[] bytes = whole.bytes();
        int needed = bytes.length - (whole.encoding() == PictureEncoding.PNG ? PNG_CHECKSUM_BYTES : 0);

        assertThat(IntStream.range(1, needed)
                        .mapToObj(length -> TestFrames.encoded(whole.encoding(), Arrays.copyOf(bytes, length))))
                .allSatisfy(cut ->
                        assertThat(TestFrames.refusal(decoder, cut).reason()).isEqualTo(RefusalReason.TRUNCATED_IMAGE));
    }

    @Test
    void the_detail_says_where_the_picture_ends() {
        byte[] half = Arrays.copyOf(TestFrames.file("formats/rgb.jpg"), 700);

        assertThat(TestFrames.refusal(decoder, TestFrames.encoded(PictureEncoding.JPEG, half))
                        .detail())
                .isEqualTo("the JPEG ends early, after 700 bytes");
    }

    @Test
    void a_jpeg_that_lost_its_middle_is_truncated_although_it_has_an_end() {
        byte[] whole = TestFrames.file("formats/rgb.jpg");
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        cut.write(whole, 0, 700);
        cut.write(whole, whole.length - 2, 2);

        assertThat(TestFrames.refusal(decoder, TestFrames.encoded(PictureEncoding.JPEG, cut.toByteArray()))
                        .reason())
                .isEqualTo(RefusalReason.TRUNCATED_IMAGE);
    }

    /** The decoder would make up every pixel; and the thumbnail has an end mark of its own. */
    @Test
    void a_jpeg_with_a_thumbnail_that_ends_just_before_its_pixels_is_truncated() {
        byte[] whole = TestFrames.file("formats/rgb.jpg");
        byte[] thumbnail = TestFrames.file("formats/grey.jpg");
        int scan = lastMarker(whole, 0xda);
        int pixels = scan + 2 + (whole[scan + 3] & 0xff);
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        cut.write(whole, 0, 2);
        cut.writeBytes(new byte[] {
            (byte) 0xff, (byte) 0xe1, (byte) ((thumbnail.length + 2) >> 8), (byte) (thumbnail.length + 2)
        });
        cut.writeBytes(thumbnail);
        cut.write(whole, 2, pixels - 1 - 2);

        assertThat(TestFrames.refusal(decoder, TestFrames.encoded(PictureEncoding.JPEG, cut.toByteArray()))
                        .reason())
                .isEqualTo(RefusalReason.TRUNCATED_IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.png", "rgb.jpg", "smooth-lossy.webp"})
    void what_follows_the_end_of_a_picture_does_not_matter(String name) throws Refusal {
        EncodedPicture whole = TestFrames.ofFile("formats/" + name);
        byte[] padded = Arrays.copyOf(whole.bytes(), whole.length() + 100);

        assertThat(decoder.decode(TestFrames.encoded(whole.encoding(), padded)).bytes())
                .isEqualTo(decoder.decode(whole).bytes());
    }

    private static int lastMarker(byte[] jpeg, int marker) {
        int at = jpeg.length - 2;
        while ((jpeg[at] & 0xff) != 0xff || (jpeg[at + 1] & 0xff) != marker) {
            at--;
        }
        return at;
    }
}
