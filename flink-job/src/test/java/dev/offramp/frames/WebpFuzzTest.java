package dev.offramp.frames;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offramp.sample.PictureEncoding;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Of TwelveMonkeys' reader, and of libwebp where pictures are lossy. */
@Timeout(10)
class WebpFuzzTest {

    private static final PictureProperty PICTURES = new PictureProperty(PictureEncoding.WEBP, ".webp");

    static Stream<byte[]> pictures() {
        return PICTURES.seeds();
    }

    @MethodSource("pictures")
    @FuzzTest
    void a_file_gives_pixels_or_is_refused(byte[] file) {
        PICTURES.check(file);
    }
}
