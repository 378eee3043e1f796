package dev.offramp.stage.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.Digest;
import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What libtorch is given is what was checked, whoever writes to the bundle meanwhile. */
class CheckedCopyTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("stage-1.pt"), "network");
    }

    @Test
    void a_file_that_changes_after_the_check_is_loaded_as_it_was() throws Exception {
        try (CheckedCopy copy = CheckedCopy.of(stage(Digest.sha256(file)))) {
            Files.writeString(file, "another");

            assertThat(copy.file()).hasContent("network");
        }
    }

    @Test
    void only_its_owner_reaches_the_copy_and_it_does_not_stay() throws Exception {
        CheckedCopy copy = CheckedCopy.of(stage(Digest.sha256(file)));
        Path around = copy.file().resolveSibling(".").normalize();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(around)))
                .isEqualTo("rwx------");
        copy.close();
        assertThat(around).doesNotExist();
    }

    @Test
    void an_altered_file_never_reaches_libtorch() {
        StageSpec stage = stage("0".repeat(64));

        assertThatThrownBy(() -> new DjlStageEngines(1).open(stage, new StageDevice(StageDevice.Kind.CPU, 0)))
                .isInstanceOf(StageFailure.class)
                .hasMessageContaining("the job was started with 000")
                .hasMessageEndingWith("every task manager needs the same bundle");
    }

    @Test
    void a_link_in_place_of_the_file_is_refused() throws Exception {
        StageSpec stage = stage(Digest.sha256(file));
        Files.move(file, folder.resolve("moved.pt"));
        Files.createSymbolicLink(file, folder.resolve("moved.pt"));

        assertThatThrownBy(() -> CheckedCopy.of(stage)).hasMessage("stage 1: " + file + " is no file");
    }

    private StageSpec stage(String sha256) {
        return new StageSpec(1, file.toString(), sha256, List.of(), List.of(), 1, 1);
    }
}
