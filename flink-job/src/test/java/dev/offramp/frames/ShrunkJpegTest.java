package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.ResizeRule;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.PictureEncoding;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule "scaled-2x"; what Pillow makes of the pictures lies beside them (make_golden.py). */
class ShrunkJpegTest {

    private static final int[] SIZES = {3, 8, 27, 28, 60};

    @ParameterizedTest
    @ValueSource(strings = {"subsampled", "full-colour", "progressive", "turned", "grey", "inks", "odd"})
    void a_jpeg_that_is_shrunk_while_it_is_decoded_is_pillow_s_to_the_bit(String name) throws Refusal {
        for (int size : SIZES) {
            byte[] jpeg = TestFrames.file("scaled/" + name + ".jpg");

            assertThat(decoder(size)
                            .decode(TestFrames.encoded(PictureEncoding.JPEG, jpeg))
                            .bytes())
                    .as("%s to %d", name, size)
                    .isEqualTo(TestFrames.file("scaled/" + name + ".jpg-" + size + ".rgb"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1080,224,2", "1080,128,4", "1080,28,8", "895,28,4", "480,224,1", "480,112,2", "447,112,1", "20,28,1"})
    void as_much_is_left_out_as_leaves_twice_the_input(int shorter, int input, int scale) {
        assertThat(ResizeRule.SCALED_2X.scale(shorter, input)).isEqualTo(scale);
        assertThat(ResizeRule.ANTIALIASED.scale(shorter, input)).isEqualTo(1);
    }

    @Test
    void only_what_is_to_be_shrunk_is_given_to_the_other_decoder() throws Refusal {
        byte[] jpeg = TestFrames.file("scaled/subsampled.jpg");

        assertThat(shrunk(jpeg, 28, ResizeRule.SCALED_2X)).isFalse();
        assertThat(shrunk(jpeg, 27, ResizeRule.SCALED_2X)).isTrue();
        assertThat(shrunk(jpeg, 27, ResizeRule.ANTIALIASED)).isFalse();
        assertThat(shrunk(TestFrames.file("scaled/inks.jpg"), 8, ResizeRule.SCALED_2X))
                .isFalse();
    }

    @Test
    void a_jpeg_that_lost_its_middle_is_refused_as_without_the_rule() {
        byte[] jpeg = TestFrames.file("scaled/subsampled.jpg");
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
        cut[cut.length - 2] = (byte) 0xff;
        cut[cut.length - 1] = (byte) 0xd9;

        assertThat(TestFrames.reason(decoder(8), TestFrames.encoded(PictureEncoding.JPEG, cut)))
                .isEqualTo(RefusalReason.TRUNCATED_IMAGE);
    }

    @Test
    void a_size_that_lies_is_refused_before_it_takes_memory() {
        byte[] jpeg = TestFrames.file("scaled/subsampled.jpg");
        int frame = indexOfFrame(jpeg);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xff);

        assertThat(TestFrames.reason(decoder(8), TestFrames.encoded(PictureEncoding.JPEG, jpeg)))
                .isEqualTo(RefusalReason.TOO_MANY_PIXELS);
    }

    @Test
    void a_header_that_two_decoders_read_differently_is_left_to_the_one_that_checks_it() throws Refusal {
        byte[] jpeg = TestFrames.file("scaled/subsampled.jpg");
        int frame = indexOfFrame(jpeg);
        byte[] filled = new byte[jpeg.length + 1]; // a legal fill byte before the marker
        System.arraycopy(jpeg, 0, filled, 0, frame);
        filled[frame] = (byte) 0xff;
        System.arraycopy(jpeg, frame, filled, frame + 1, jpeg.length - frame);
        byte[] arithmetic = jpeg.clone();
        arithmetic[frame + 1] = (byte) 0xc9;

        assertThat(shrunk(filled, 8, ResizeRule.SCALED_2X)).isFalse();
        assertThat(shrunk(arithmetic, 8, ResizeRule.SCALED_2X)).isFalse();
        assertThat(decoder(8)
                        .decode(TestFrames.encoded(PictureEncoding.JPEG, filled))
                        .bytes())
                .hasSize(8 * 8 * 3);
    }

    private static int indexOfFrame(byte[] jpeg) {
        int frame = 0;
        while ((jpeg[frame] & 0xff) != 0xff || (jpeg[frame + 1] & 0xff) != 0xc0) {
            frame++;
        }
        return frame;
    }

    @Test
    void thousands_of_damaged_jpegs_are_decoded_or_refused() {
        var random = new Random(29);
        byte[] good = TestFrames.file("scaled/subsampled.jpg");
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[2 + random.nextInt(damaged.length - 2)] = (byte) random.nextInt();
            }
            try {
                decoder(8).decode(TestFrames.encoded(PictureEncoding.JPEG, damaged));
            } catch (Refusal refusal) {
                refused++;
            }
        }
        assertThat(refused).isBetween(50, 4_950);
    }

    private static boolean shrunk(byte[] jpeg, int size, ResizeRule rule) throws Refusal {
        return ShrunkJpeg.of(jpeg, new InputSize(size, size), rule, new FrameBounds(TestFrames.settings()))
                .isPresent();
    }

    private static PixelDecoder decoder(int size) {
        return TestFrames.decoder(size, ResizeRule.SCALED_2X);
    }
}
