package dev.offramp.it.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images of {@code deploy/Dockerfile}, built, and run one by one: {@code ./offramp test --images}, as root, with Podman. */
@EnabledIfSystemProperty(named = "images", matches = "true")
class ImagesITCase {

    private static final Pattern OF_THE_JOB = Pattern.compile("JPEG 1920 x 1080 .* the job +(\\d+) us");

    /** That vector code makes of the time is some three fifths. */
    private static final double WITH_VECTOR_CODE = .8;

    private static Images images;

    @BeforeAll
    static void build() throws Exception {
        assumeThat(Podman.missing()).as("what is missing").isEmpty();
        images = Images.built();
    }

    @ParameterizedTest
    @ValueSource(strings = {"offramp", "offramp-tools"})
    void nobody_is_root_and_nothing_can_be_written_outside_of_tmp(String repository) throws Exception {
        String found = images.run(
                List.of("--entrypoint=bash"),
                Images.named(repository),
                "-c",
                "id -u; grep CapEff /proc/self/status; touch /tmp/a && echo tmp; touch /opt/a || touch /a || echo no");

        assertThat(found)
                .startsWith("9999\n")
                .containsPattern("CapEff:\\s0000000000000000\n")
                .contains("tmp\n")
                .endsWith("no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"offramp", "offramp-tools"})
    void jpegs_are_decoded_with_vector_code(String repository) throws Exception {
        int with = microsAJpeg(repository, List.of());
        int without = microsAJpeg(repository, List.of("--env=JSIMD_FORCENONE=1"));

        images.note(
                "%s: a JPEG of 1920 x 1080 in %d us, without vector code %d us".formatted(repository, with, without));
        assertThat((double) with / without).isLessThan(WITH_VECTOR_CODE);
    }

    /** As {@code ./offramp bench decode} finds it with the Java of an image. */
    private static int microsAJpeg(String repository, List<String> options) throws Exception {
        Path photographs = images.podman().folder().resolve("photographs.zip");
        Photographs.write(photographs, 4);
        List<String> more = new ArrayList<>(options);
        more.add("--volume=" + photographs + ":/photographs.zip:ro");
        String said = java(
                repository,
                more,
                "bench",
                "decode",
                "--photographs=/photographs.zip",
                "--pictures=4",
                "--rounds=3",
                "--out=/tmp/report");
        Matcher line = OF_THE_JOB.matcher(said);
        assertThat(line.find()).as(said).isTrue();
        return Integer.parseInt(line.group(1));
    }

    /** A command of the project as it was built here, by the Java of an image. */
    private static String java(String repository, List<String> options, String... words) throws Exception {
        List<String> more = new ArrayList<>(options);
        more.addAll(List.of("--entrypoint=java", "--volume=" + Images.PROJECT + ":/offramp:ro"));
        List<String> command = new ArrayList<>(List.of(
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Dofframp.home=/offramp",
                "-cp",
                "/offramp/bench/target/classes:/offramp/bench/target/lib/*",
                "dev.offramp.cli.Offramp"));
        command.addAll(List.of(words));
        return images.run(more, Images.named(repository), command.toArray(String[]::new));
    }

    @Test
    void the_commands_run_a_whole_job_in_their_image() throws Exception {
        String said = images.run(List.of(), Images.named("offramp-tools"), "demo", "--limit=500", "--parallelism=2");

        assertThat(said).contains("all closed: every one of 500 pictures was answered exactly once.");
    }

    @Test
    void the_commands_decode_video_in_their_image() throws Exception {
        String said = images.run(
                List.of(), Images.named("offramp-tools"), "demo", "--video", "--limit=20", "--parallelism=2");

        assertThat(said).contains("exactly once");
    }

    /** Of a libtorch without CUDA, for want of one with it. */
    @Test
    void the_image_for_gpus_has_libtorch_where_djl_is_told_to_look_for_it() throws Exception {
        String gpu = "localhost/offramp-gpu:test";
        images.build("gpu", gpu, "--libtorch", "target/libtorch");

        assertThat(images.run(
                        List.of("--entrypoint=bash"),
                        gpu,
                        "-c",
                        "id -u; ls $PYTORCH_LIBRARY_PATH; echo $PYTORCH_VERSION $NVIDIA_DRIVER_CAPABILITIES"))
                .startsWith("9999\n")
                .contains("libtorch_cpu.so\n")
                .endsWith("2.7.1 compute,utility");
    }
}
