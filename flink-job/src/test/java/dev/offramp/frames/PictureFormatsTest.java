package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.rejects.Refusal;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of picture file becomes the pixels that Pillow's {@code convert("RGB")} gives. */
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
    @ValueSource(strings = {"rgb.jpg", "rgb-subsampled.jpg", "rgb-progressive.jpg", "grey.jpg"})
    void a_jpeg_gives_its_pixels_within_the_freedom_of_the_inverse_transform(String name) throws Refusal {
        PixelDifference difference = difference(name);

        assertThat(difference.largest()).isLessThanOrEqualTo(3);
        assertThat(difference.mean()).isLessThan(0.5);
    }

    /** TwelveMonkeys repeats the coarser colours where libwebp interpolates them; brightness is the same. */
    @ParameterizedTest
    @ValueSource(strings = {"smooth-lossy.webp", "smooth-alpha-lossy.webp"})
    void a_lossy_webp_gives_its_pixels_but_for_the_interpolation_of_colour(String name) throws Refusal {
        PixelDifference difference = difference(name, SMOOTH_HEIGHT, SMOOTH_WIDTH);

        assertThat(difference.largest()).isLessThanOrEqualTo(8);
        assertThat(difference.mean()).isLessThan(1);
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
