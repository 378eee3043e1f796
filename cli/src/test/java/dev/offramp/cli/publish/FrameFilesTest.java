package dev.offramp.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.schema.FrameEncoding;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameFilesTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1};

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void a_folder_gives_its_pictures_by_path_and_names_what_is_none() throws IOException {
        write("b/two.png", PNG);
        write("a/one.jpg", JPEG);
        write("a/notes.txt", "hello".getBytes(StandardCharsets.UTF_8));
        write(".hidden/three.png", PNG);
        write("a/.DS_Store", PNG);

        try (var files = open(folder)) {
            assertThat(names(files)).containsExactly("a/one.jpg", "b/two.png");
            assertThat(files.skipped()).containsExactly("a/notes.txt");
            assertThat(files.picture(1).bytes()).isEqualTo(PNG);
        }
    }

    @Test
    void what_a_file_holds_counts_more_than_what_it_is_called() throws IOException {
        write("photo", JPEG);
        write("really-a-png.jpg", PNG);

        try (var files = open(folder)) {
            assertThat(encodings(files)).containsExactly(FrameEncoding.JPEG, FrameEncoding.PNG);
        }
    }

    @Test
    void a_file_that_is_only_called_a_picture_is_kept_for_the_job_to_reject() throws IOException {
        write("empty.png", new byte[0]);
        write("old.gif", "hello".getBytes(StandardCharsets.UTF_8));
        write("phone.heic", "\0\0\0 ftypheic\0\0\0\0".getBytes(StandardCharsets.UTF_8));
        write("text.jpeg", "hello".getBytes(StandardCharsets.UTF_8));

        try (var files = open(folder)) {
            assertThat(encodings(files))
                    .containsExactly(
                            FrameEncoding.PNG, FrameEncoding.UNKNOWN, FrameEncoding.UNKNOWN, FrameEncoding.JPEG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "bmp", "tiff"})
    void what_java_reads_and_the_job_does_not_becomes_png_of_the_same_pixels(String format) throws IOException {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_INDEXED); // a GIF has no other colours
        IntStream.range(0, 40 * 15).forEach(n -> image.setRGB(n % 40, 15 + n / 40, 0xff0000));
        ImageIO.write(image, format, folder.resolve("photo").toFile());

        try (var files = open(folder)) {
            assertThat(encodings(files)).containsExactly(FrameEncoding.PNG);
            BufferedImage png =
                    ImageIO.read(new ByteArrayInputStream(files.picture(0).bytes()));
            assertThat(png.getWidth()).isEqualTo(40);
            assertThat(png.getRGB(20, 25)).isEqualTo(0xffff0000);
            assertThat(png.getRGB(0, 0)).isEqualTo(0xff000000);
        }
    }

    @Test
    void one_that_cannot_be_converted_says_why_and_the_others_can_be_read() throws IOException {
        write("broken.gif", "GIF89a".getBytes(StandardCharsets.UTF_8));
        write(
                "huge.gif",
                "GIF89a\u007f\u007f\u007f\u007f\0\0\0,\0\0\0\0\u007f\u007f\u007f\u007f\0"
                        .getBytes(StandardCharsets.ISO_8859_1));
        write("whole.png", PNG);

        try (var files = open(folder)) {
            assertThatThrownBy(() -> files.picture(0)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> files.picture(1))
                    .isInstanceOf(IOException.class)
                    .hasMessage("has 32639 x 32639 pixels, more than 50000000");
            assertThat(files.picture(2).bytes()).isEqualTo(PNG);
        }
    }

    @Test
    void a_folder_may_be_named_as_people_or_as_the_data_set_name_the_class() {
        var labels = FolderLabels.ofBundle(Path.of("../model-artifacts/bundles/imagenette-mobilenetv2"));

        assertThat(labels.labelOf("church/a.png")).hasValue(4);
        assertThat(labels.labelOf("n03028079/a.png")).hasValue(4);
        assertThat(labels.labelOf("French Horn/a.png")).hasValue(5);
    }

    @Test
    void a_folder_named_like_a_class_labels_its_pictures() throws IOException {
        write("test/T-Shirt Top/a.png", PNG);
        write("test/sandal/b.png", PNG);
        write("test/elsewhere/c.png", PNG);

        try (var files = FrameFiles.open(folder, Optional.empty(), FolderLabels.of(List.of("Sandal", "T-shirt/top")))) {
            assertThat(labels(files)).containsExactly(OptionalInt.of(1), OptionalInt.empty(), OptionalInt.of(0));
        }
    }

    @Test
    void an_archive_gives_the_same_as_the_folder_that_it_was_made_from() throws IOException {
        Path archive = folder.resolve("pictures.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(archive))) {
            entry(out, "x/b.png", PNG);
            entry(out, "x/a.jpg", JPEG);
            entry(out, "x/read.me", new byte[3]);
            entry(out, "__MACOSX/x/a.jpg", JPEG);
        }

        try (var files = open(archive)) {
            assertThat(names(files)).containsExactly("x/a.jpg", "x/b.png");
            assertThat(files.skipped()).containsExactly("x/read.me");
            assertThat(files.picture(0).bytes()).isEqualTo(JPEG);
        }
    }

    @Test
    void an_entry_larger_than_the_bound_is_refused_and_not_read_to_its_end() throws IOException {
        Path archive = folder.resolve("bomb.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(archive))) {
            entry(out, "bomb.png", new byte[FrameFiles.MAX_PICTURE_BYTES + 1]);
        }

        try (var files = open(archive)) {
            assertThatThrownBy(() -> files.picture(0))
                    .isInstanceOf(IOException.class)
                    .hasMessage("larger than 15 MiB");
        }
    }

    @Test
    void an_idx_picture_becomes_a_png_of_the_same_pixels_and_takes_its_label_from_the_file_beside() throws IOException {
        Path images = folder.resolve("t10k-images-idx3-ubyte.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(images))) {
            idx(out, new int[] {2, 2, 3}, new byte[] {0, 1, 2, 3, 4, 5, 100, 127, -128, -1, 7, 0});
        }
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("t10k-labels-idx1-ubyte.gz")))) {
            idx(out, new int[] {2}, new byte[] {9, 3});
        }

        try (var files = open(images)) {
            assertThat(labels(files)).containsExactly(OptionalInt.of(9), OptionalInt.of(3));
            var decoded = ImageIO.read(new ByteArrayInputStream(files.picture(1).bytes()));
            assertThat(decoded.getRaster().getPixels(0, 0, 3, 2, (int[]) null))
                    .containsExactly(100, 127, 128, 255, 7, 0);
        }
    }

    @Test
    void an_idx_file_that_ends_early_or_is_none_is_named() throws IOException {
        Path cut = folder.resolve("cut-idx3");
        try (var out = Files.newOutputStream(cut)) {
            idx(out, new int[] {2, 2, 3}, new byte[5]);
        }
        Path other = write("other.bin", new byte[] {1, 2, 3, 4, 5});

        assertThatThrownBy(() -> open(cut)).isInstanceOf(CommandFailure.class).hasMessageContaining("cut short");
        assertThatThrownBy(() -> open(other))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("nor an idx3 file");
    }

    @Test
    void labels_that_do_not_fit_the_pictures_are_refused_with_both_numbers() throws IOException {
        Path images = folder.resolve("images");
        Path labels = folder.resolve("labels");
        try (var out = Files.newOutputStream(images)) {
            idx(out, new int[] {2, 1, 1}, new byte[2]);
        }
        try (var out = Files.newOutputStream(labels)) {
            idx(out, new int[] {3}, new byte[3]);
        }

        assertThatThrownBy(() -> FrameFiles.open(images, Optional.of(labels), FolderLabels.none()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("2 pictures")
                .hasMessageContaining("3 labels");
    }

    @Test
    void a_source_that_is_not_there_is_named() {
        assertThatThrownBy(() -> open(folder.resolve("nowhere")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("there is no file or folder")
                .hasMessageContaining("nowhere");
    }

    private static FrameFiles open(Path source) {
        return FrameFiles.open(source, Optional.empty(), FolderLabels.none());
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private static void entry(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    private static void idx(OutputStream to, int[] sizes, byte[] bytes) throws IOException {
        var out = new DataOutputStream(to);
        out.writeInt(8 << 8 | sizes.length);
        for (int size : sizes) {
            out.writeInt(size);
        }
        out.write(bytes);
    }

    private static List<String> names(FrameFiles files) {
        return IntStream.range(0, files.count()).mapToObj(files::nameOf).toList();
    }

    private static List<FrameEncoding> encodings(FrameFiles files) throws IOException {
        var encodings = new ArrayList<FrameEncoding>();
        for (int index = 0; index < files.count(); index++) {
            encodings.add(files.picture(index).encoding());
        }
        return encodings;
    }

    private static List<OptionalInt> labels(FrameFiles files) throws IOException {
        var labels = new ArrayList<OptionalInt>();
        for (int index = 0; index < files.count(); index++) {
            labels.add(files.picture(index).label());
        }
        return labels;
    }
}
