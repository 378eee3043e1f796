package dev.offramp.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureFileTest {

    @Test
    void a_file_is_named_by_stream_sequence_and_record() {
        assertThat(name("camera-0.5_b")).isEqualTo("camera-0.5_b-5-p0-o17.jpg");
    }

    @Test
    void no_stream_leaves_the_folder_or_is_markup() {
        Path folder = Path.of("pictures");
        List<String> names = List.of(
                "../../x",
                "/etc/passwd",
                "..",
                ".",
                "",
                "<script>alert(1)</script>",
                "a\u0000b",
                "-rf",
                "a\\..\\b",
                "é");

        assertThat(names).allSatisfy(stream -> {
            String name = name(stream);
            assertThat(name).matches("[A-Za-z0-9_][A-Za-z0-9._-]*");
            assertThat(folder.resolve(name).normalize().getParent()).isEqualTo(folder);
        });
    }

    @Test
    void streams_that_become_alike_stay_apart() {
        assertThat(List.of(name("a/b"), name("a:b"), name("a_b"), name("x".repeat(200)), name("x".repeat(201))))
                .doesNotHaveDuplicates();
    }

    @Test
    void raw_pixels_get_the_header_that_makes_them_a_picture() {
        Frame grey = Frame.newBuilder(
                        TestingRecords.frame("cam", FrameEncoding.RAW_GREY, new byte[] {1, 2, 3, 4, 5, 6}))
                .setWidth(3)
                .setHeight(2)
                .build();

        assertThat(file(grey).name()).endsWith(".pgm");
        assertThat(new String(file(grey).content(), StandardCharsets.ISO_8859_1))
                .isEqualTo("P5\n3 2\n255\n\u0001\u0002\u0003\u0004\u0005\u0006");
    }

    @Test
    void raw_pixels_of_another_number_stay_what_they_are() {
        Frame broken = Frame.newBuilder(TestingRecords.frame("cam", FrameEncoding.RAW_RGB, new byte[] {1, 2}))
                .setWidth(3)
                .setHeight(2)
                .build();

        assertThat(file(broken).name()).endsWith(".bin");
        assertThat(file(broken).content()).containsExactly(1, 2);
    }

    private static String name(String stream) {
        return file(TestingRecords.frame(stream, FrameEncoding.JPEG, new byte[] {1}))
                .name();
    }

    private static PictureFile file(Frame frame) {
        return new PictureFile(TestingRecords.read(frame.getStream(), frame), frame);
    }
}
