package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PictureKindTest {

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"JPEG", "PNG", "GIF", "BMP", "TIFF"})
    void what_javas_writers_write_is_recognised(PictureKind kind) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), kind.name(), out))
                .isTrue();

        assertThat(PictureKind.of(out.toByteArray())).contains(kind);
    }

    /** Heads as the formats' specifications give them; {@code ~} is a zero byte. */
    @ParameterizedTest
    @CsvSource({
        "RIFF1234WEBPVP8 , WEBP",
        "RIFF1234AVI LIST, AVI",
        "~~~$ftypheic~~~~mif1, HEIC",
        "~~~$ftypmif1~~~~heic, HEIC",
        "~~~$ftypavif~~~~mif1, AVIF",
        "~~~$ftypisom~~~~, VIDEO",
        "~~~$ftypqt  ~~~~, VIDEO",
        "MM~*~~~~, TIFF",
        "8BPS~1, PSD",
        "%PDF-1.7, PDF",
        "P6 640 480 255 , NETPBM",
        "'<?xml version=\"1.0\"?><svg xmlns=', SVG"
    })
    void heads_are_recognised(String head, PictureKind kind) {
        assertThat(PictureKind.of(bytes(head))).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"hello world", "GIF", "BMW is a car", "RIFF1234WAVEfmt ", "P"})
    void what_only_begins_alike_is_nothing(String head) {
        assertThat(PictureKind.of(bytes(head))).isEmpty();
    }

    @Test
    void no_bytes_are_nothing() {
        assertThat(PictureKind.of(new byte[0])).isEmpty();
    }

    @Test
    void a_refusal_names_what_was_found_and_what_is_accepted() {
        assertThat(PictureKind.describe(bytes("GIF89a")))
                .isEqualTo("the bytes are GIF; accepted are JPEG, PNG, WebP or raw pixels");
        assertThat(PictureKind.describe(bytes("hello")))
                .isEqualTo("the bytes begin like no picture that is known; accepted are JPEG, PNG, WebP or raw pixels");
    }

    private static byte[] bytes(String head) {
        return head.replace('~', '\0').getBytes(StandardCharsets.ISO_8859_1);
    }
}
