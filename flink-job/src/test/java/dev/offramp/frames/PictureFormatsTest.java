package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.rejects.Refusal;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of picture file becomes the pixels that Pillow's {@code exif_transpose} and {@code convert("RGB")} give. */
class PictureFormatsTest {

    private static final int SMOOTH_HEIGHT = 96;
    private static final int SMOOTH_WIDTH = 128;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.png",
                "rgba.png",
                "rgb-transparent-colour.png",
                "rgb-interlaced.png",
                "grey.png",
                "grey-alpha.png",
                "grey-transparent.png",
                "palette.png",
                "palette-2-bits.png",
                "palette-transparent.png",
                "1-bit.png",
                "grey-2-bits.png",
                "grey-4-bits.png",
                "rgb-16-bits.png",
                "rgba-16-bits.png",
                "grey-16-bits.png",
                "gamma.png",
                "rgb-lossless.webp",
                "rgba-lossless.webp",
                "animated.webp",
            })
    void a_lossless_picture_gives_its_stored_pixels_exactly(String name) throws Refusal {
        assertThat(difference(name)).isEqualTo(PixelDifference.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.jpg", "rgb-subsampled.jpg", "rgb-progressive.jpg", "grey.jpg", "cmyk.jpg"})
    void a_jpeg_gives_its_pixels_within_one(String name) throws Refusal {
        assertThat(difference(name).largest()).isLessThanOrEqualTo(1);
    }

    /** Two conversions, each of which may round. */
    @Test
    void a_jpeg_of_inks_stored_as_luminance_gives_its_pixels_within_two() throws Refusal {
        assertThat(difference("ycck.jpg").largest()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_picture_that_was_taken_with_a_turned_camera_is_upright(int code) throws Refusal {
        boolean lying = code >= 5;
        int height = lying ? TestFrames.WIDTH : TestFrames.HEIGHT;
        int width = lying ? TestFrames.HEIGHT : TestFrames.WIDTH;

        assertThat(difference("turned-" + code + ".jpg", height, width).largest())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void a_webp_that_was_taken_with_a_turned_camera_is_upright() throws Refusal {
        int height = TestFrames.WIDTH; // it lies on its side
        int width = TestFrames.HEIGHT;

        assertThat(difference("turned-6.webp", height, width)).isEqualTo(PixelDifference.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"smooth-lossy.webp", "smooth-alpha-lossy.webp"})
    void a_lossy_webp_gives_its_pixels_exactly(String name) throws Refusal {
        assertThat(difference(name, SMOOTH_HEIGHT, SMOOTH_WIDTH)).isEqualTo(PixelDifference.NONE);
    }

    @Test
    void pixels_are_unsigned_bytes_of_the_bundles_size() throws Refusal {
        Tensor pixels =
                TestFrames.decoder(TestFrames.HEIGHT, TestFrames.WIDTH).decode(TestFrames.ofFile("formats/rgb.png"));

        assertThat(pixels.type()).isEqualTo(DataType.UINT8);
        assertThat(pixels.shape()).isEqualTo(List.of(TestFrames.HEIGHT, TestFrames.WIDTH, 3));
    }

    private static PixelDifference difference(String name) throws Refusal {
        return difference(name, TestFrames.HEIGHT, TestFrames.WIDTH);
    }

    private static PixelDifference difference(String name, int height, int width) throws Refusal {
        byte[] pixels = TestFrames.decoder(height, width)
                .decode(TestFrames.ofFile("formats/" + name))
                .bytes();
        return PixelDifference.between(pixels, TestFrames.file("formats/" + name + ".rgb"));
    }
}
