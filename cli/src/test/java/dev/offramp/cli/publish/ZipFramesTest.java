package dev.offramp.cli.publish;

import static dev.offramp.cli.publish.OpenedFrames.JPEG;
import static dev.offramp.cli.publish.OpenedFrames.PNG;
import static dev.offramp.cli.publish.OpenedFrames.names;
import static dev.offramp.cli.publish.OpenedFrames.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipFramesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

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

    private static void entry(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
        out.closeEntry();
    }
}
