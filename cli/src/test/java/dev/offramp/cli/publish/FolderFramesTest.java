package dev.offramp.cli.publish;

import static dev.offramp.cli.publish.OpenedFrames.JPEG;
import static dev.offramp.cli.publish.OpenedFrames.PNG;
import static dev.offramp.cli.publish.OpenedFrames.encodings;
import static dev.offramp.cli.publish.OpenedFrames.labels;
import static dev.offramp.cli.publish.OpenedFrames.names;
import static dev.offramp.cli.publish.OpenedFrames.open;
import static dev.offramp.cli.publish.OpenedFrames.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.schema.FrameEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFramesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void a_folder_gives_its_pictures_by_path_and_names_what_is_none() throws IOException {
        write(folder, "b/two.png", PNG);
        write(folder, "a/one.jpg", JPEG);
        write(folder, "a/notes.txt", "hello".getBytes(StandardCharsets.UTF_8));
        write(folder, ".hidden/three.png", PNG);
        write(folder, "a/.DS_Store", PNG);

        try (var files = open(folder)) {
            assertThat(names(files)).containsExactly("a/one.jpg", "b/two.png");
            assertThat(files.skipped()).containsExactly("a/notes.txt");
            assertThat(files.picture(1).bytes()).isEqualTo(PNG);
        }
    }

    @Test
    void what_a_file_holds_counts_more_than_what_it_is_called() throws IOException {
        write(folder, "photo", JPEG);
        write(folder, "really-a-png.jpg", PNG);

        try (var files = open(folder)) {
            assertThat(encodings(files)).containsExactly(FrameEncoding.JPEG, FrameEncoding.PNG);
        }
    }

    @Test
    void a_file_that_is_only_called_a_picture_is_kept_for_the_job_to_reject() throws IOException {
        write(folder, "empty.png", new byte[0]);
        write(folder, "old.gif", "hello".getBytes(StandardCharsets.UTF_8));
        write(folder, "phone.heic", "\0\0\0 ftypheic\0\0\0\0".getBytes(StandardCharsets.UTF_8));
        write(folder, "text.jpeg", "hello".getBytes(StandardCharsets.UTF_8));

        try (var files = open(folder)) {
            assertThat(encodings(files))
                    .containsExactly(
                            FrameEncoding.PNG, FrameEncoding.UNKNOWN, FrameEncoding.UNKNOWN, FrameEncoding.JPEG);
        }
    }

    @Test
    void a_list_beside_pictures_says_their_classes_as_in_tiny_imagenet() throws IOException {
        write(folder, "tiny/train/n01/images/n01_0.JPEG", JPEG);
        write(folder, "tiny/val/images/val_0.JPEG", JPEG);
        write(folder, "tiny/val/images/val_1.JPEG", JPEG);
        write(
                folder,
                "tiny/val/val_annotations.txt",
                "val_0.JPEG\tn02\t0\t0\t62\t57\n".getBytes(StandardCharsets.UTF_8));

        try (var files = FrameFiles.open(folder, Optional.empty(), FolderLabels.of(List.of("n01", "n02")))) {
            assertThat(labels(files)).containsExactly(OptionalInt.of(0), OptionalInt.of(1), OptionalInt.empty());
        }
    }

    @Test
    void a_folder_named_like_a_class_labels_its_pictures() throws IOException {
        write(folder, "test/T-Shirt Top/a.png", PNG);
        write(folder, "test/sandal/b.png", PNG);
        write(folder, "test/elsewhere/c.png", PNG);

        try (var files = FrameFiles.open(folder, Optional.empty(), FolderLabels.of(List.of("Sandal", "T-shirt/top")))) {
            assertThat(labels(files)).containsExactly(OptionalInt.of(1), OptionalInt.empty(), OptionalInt.of(0));
        }
    }

    @Test
    void a_folder_may_be_named_as_people_or_as_the_data_set_name_the_class() {
        var labels = FolderLabels.ofBundle(
                Path.of("../model-artifacts/bundles/imagenette-mobilenetv2"), new Configuration());

        assertThat(labels.labelOf("church/a.png")).hasValue(4);
        assertThat(labels.labelOf("n03028079/a.png")).hasValue(4);
        assertThat(labels.labelOf("French Horn/a.png")).hasValue(5);
    }

    @Test
    void a_source_that_is_not_there_is_named() {
        assertThatThrownBy(() -> open(folder.resolve("nowhere")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("there is no file or folder")
                .hasMessageContaining("nowhere");
    }
}
