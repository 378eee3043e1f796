package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.ResizeRule;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of damaged pictures: each gives pixels or a refusal, soon, and nothing else. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class DamagedPicturesTest {

    private static final int TIMES = 150;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final PixelDecoder decoder = TestFrames.decoder(28, 28);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.png",
                "palette-transparent.png",
                "grey-alpha.png",
                "rgb-interlaced.png",
                "rgb-16-bits.png",
                "rgb.jpg",
                "rgb-subsampled.jpg",
                "rgb-progressive.jpg",
                "grey.jpg",
                "rgb-lossless.webp",
                "rgba-lossless.webp",
                "smooth-lossy.webp",
                "smooth-alpha-lossy.webp",
                "animated.webp",
            })
    void a_damaged_picture_gives_pixels_or_a_refusal_and_nothing_else(String name) {
        EncodedPicture whole = TestFrames.ofFile("formats/" + name);
        long begin = System.nanoTime();
        for (int number = 0; number < TIMES; number++) {
            byte[] damaged = Damage.number(number).to(whole.bytes());
            decode(TestFrames.encoded(whole.encoding(), damaged));
            if (whole.encoding() == PictureEncoding.WEBP) {
                decode(TestFrames.encoded(PictureEncoding.WEBP, lengthRepaired(damaged)));
            }
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    }

    /** Its decoder takes the end of the file for zeros, and there are minutes of them to read. */
    @Test
    void a_webp_that_claims_more_codes_than_it_has_bytes_is_refused_soon() {
        byte[] webp = TestFrames.file("damaged/more-codes-than-bytes.webp");
        long begin = System.nanoTime();

        Refusal refusal = TestFrames.refusal(decoder, TestFrames.encoded(PictureEncoding.WEBP, webp));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.TRUNCATED_IMAGE);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    }

    /** Of millions of pixels; each had its decoder look behind the end, which it is told by an exception. */
    @Test
    void a_large_webp_whose_bits_go_on_behind_its_end_is_refused_soon() {
        PixelDecoder large =
                new PixelDecoder(FramesSettings.from(new Configuration(), List.of()), 28, 28, ResizeRule.ANTIALIASED);
        byte[] webp = TestFrames.file("damaged/bits-behind-the-end.webp");
        long begin = System.nanoTime();

        Refusal refusal = TestFrames.refusal(large, TestFrames.encoded(PictureEncoding.WEBP, webp));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.TRUNCATED_IMAGE);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    }

    private void decode(EncodedPicture frame) {
        try {
            assertThat(decoder.decode(frame).bytes()).hasSize(28 * 28 * 3);
        } catch (Refusal refusal) {
            assertThat(refusal.detail()).isNotBlank();
        }
    }

    /** So that damage gets past the check of a WebP's length. */
    static byte[] lengthRepaired(byte[] file) {
        return ByteBuffer.wrap(file.clone())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, file.length - 8)
                .array();
    }
}
