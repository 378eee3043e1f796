package dev.offramp.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBuildCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void each_image_is_a_target_of_the_dockerfile() throws IOException {
        Path engine = engine("docker", 0);

        assertThat(offramp("image", "build", "--engine", engine.toString(), "--debian-image", "debian:1"))
                .as(said.toString())
                .isZero();

        assertThat(calls())
                .contains("build -f deploy/Dockerfile --platform linux/amd64 --target job --tag offramp:")
                .contains("build -f deploy/Dockerfile --platform linux/amd64 --target tools --tag offramp-tools:")
                .contains("--build-arg DEBIAN_IMAGE=debian:1 .");
        assertThat(said.toString()).contains("Built: offramp:");
    }

    @Test
    void podman_is_told_what_docker_finds_by_its_name() throws IOException {
        Path engine = engine("podman", 0);

        assertThat(offramp("image", "build", "job", "--engine", engine.toString(), "--tag", "mine:1"))
                .isZero();

        assertThat(calls())
                .contains(
                        "--ignorefile deploy/Dockerfile.dockerignore --platform linux/amd64 --target job --tag mine:1 .");
    }

    @Test
    void a_gpu_image_takes_its_libtorch_from_a_folder() throws IOException {
        Path engine = engine("docker", 0);
        Files.createDirectories(folder.resolve("libtorch/lib"));

        assertThat(offramp("image", "build", "gpu", "--engine", engine.toString(), "--libtorch", folder + "/libtorch"))
                .isZero();

        assertThat(calls()).contains("--target gpu", "--build-context libtorch=" + folder + "/libtorch");
    }

    @Test
    void what_cannot_be_built_is_said() throws IOException {
        assertThat(offramp("image", "build", "gpu")).isEqualTo(2);
        assertThat(offramp("image", "build", "gpu", "--libtorch", folder.toString()))
                .isEqualTo(2);
        assertThat(offramp("image", "build", "--tag", "one:1")).isEqualTo(2);
        assertThat(offramp("image", "build", "--engine", folder + "/nothing")).isEqualTo(1);
        assertThat(offramp(
                        "image", "build", "job", "--engine", engine("docker", 3).toString()))
                .isEqualTo(1);

        assertThat(said.toString())
                .contains("gpu wants --libtorch", "has no folder lib", "--tag names one image")
                .contains("nothing cannot be run", "ended with 3");
    }

    /** Writes down how it is called. */
    private Path engine(String name, int status) throws IOException {
        Path program = folder.resolve(name);
        Files.writeString(
                program,
                "#!/bin/sh\n[ \"$1\" = info ] && exit 0\necho \"$@\" >>" + folder.resolve("calls") + "\nexit " + status
                        + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private String calls() throws IOException {
        return Files.readString(folder.resolve("calls"));
    }

    private int offramp(String... words) {
        var writer = new PrintWriter(said, true);
        return Offramp.commandLine().setOut(writer).setErr(writer).execute(words);
    }
}
