package dev.offramp.frames;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offramp.sample.PictureEncoding;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Of the JDK's reader. */
@Timeout(10)
class PngFuzzTest {

    private static final PictureProperty PICTURES = new PictureProperty(PictureEncoding.PNG, ".png");

    static Stream<byte[]> pictures() {
        return PICTURES.seeds();
    }

    @MethodSource("pictures")
    @FuzzTest
    void a_file_gives_pixels_or_is_refused(byte[] file) {
        PICTURES.check(file);
    }
}
