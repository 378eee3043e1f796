package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.rejects.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures are fitted as Pillow does it: antialiased bilinear {@code resize}, then a crop in the middle. */
class InputSizeTest {

    @ParameterizedTest(name = "{0} -> {1} x {2}")
    @CsvSource({
        "1x1, 28, 28",
        "2x3, 28, 28",
        "20x1, 28, 28",
        "8x11, 28, 28",
        "11x8, 28, 28",
        "27x28, 28, 28",
        "28x28, 28, 28",
        "28x28, 32, 32",
        "28x29, 28, 28",
        "31x47, 28, 28",
        "31x47, 20, 36",
        "47x31, 28, 28",
        "47x31, 36, 20",
        "56x56, 28, 28",
        "64x48, 28, 28",
        "64x48, 32, 32",
        "97x150, 28, 28",
        "200x133, 28, 28",
        "200x133, 32, 48",
        "333x500, 28, 28",
    })
    void a_picture_is_fitted_to_the_bit_as_pillow_does_it(String size, int height, int width) throws Refusal {
        byte[] pixels = TestFrames.decoder(height, width)
                .decode(TestFrames.ofFile("sizes/" + size + ".png"))
                .bytes();
        byte[] pillow = TestFrames.file("sizes/" + size + "-" + height + "x" + width + ".rgb");

        assertThat(PixelDifference.between(pixels, pillow)).isEqualTo(PixelDifference.NONE);
    }
}
