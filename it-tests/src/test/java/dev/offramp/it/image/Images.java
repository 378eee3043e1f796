package dev.offramp.it.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.cluster.LocalCluster;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The images of {@code deploy/Dockerfile}, built by {@code ./offramp image build} on what stands in for those of others. */
record Images(Podman podman) {

    /** The project, on this machine and in containers that want to see it. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Path FOLDER = Path.of("target/images");
    private static final List<String> CONFINED = List.of(
            "--read-only",
            "--read-only-tmpfs=false",
            "--volume=/tmp",
            "--cap-drop=all",
            "--security-opt=no-new-privileges",
            "--memory=3g");

    /** The two that {@code compose.yaml} runs, under its names for them. */
    static Images built() throws IOException, InterruptedException {
        Images images = new Images(Podman.in(FOLDER));
        long begin = System.nanoTime();
        images.podman.execute(
                List.of("src/test/images/base.sh", images.podman.folder().toString()));
        images.note("what stands in for images of others: " + seconds(begin));
        images.build("job", named("offramp"));
        images.build("tools", named("offramp-tools"));
        return images;
    }

    /** What the compose file calls it. */
    static String named(String repository) throws IOException {
        String compose = Files.readString(Compose.FILE);
        return Pattern.compile("image: (" + repository + ":\\S+)")
                .matcher(compose)
                .results()
                .map(MatchResult::group)
                .map(line -> line.substring("image: ".length()))
                .findFirst()
                .orElseThrow();
    }

    /** By the command, with more of its options. */
    void build(String kind, String name, String... options) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var out = new StringWriter();
        List<String> words = new ArrayList<>(List.of("image", "build", kind, "--tag", name));
        words.addAll(List.of("--engine", podman.quietly().toString()));
        words.addAll(List.of(options));
        assertThat(LocalCluster.offramp(out, words))
                .as("%s; see %s/build.log", out, podman.folder())
                .isZero();
        long bytes = Long.parseLong(podman.run("image", "inspect", "--format", "{{.Size}}", name));
        note("%s: built in %s, %d MB".formatted(name, seconds(begin), bytes / 1_000_000));
    }

    /**
     * Runs a command in a container that may do no more than those of the compose file; it must succeed. Returns what it printed.
     *
     * @param options more of {@code podman run}
     */
    String run(List<String> options, String image, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("run", "--rm"));
        command.addAll(CONFINED);
        command.addAll(options);
        command.add(image);
        command.addAll(List.of(words));
        return podman.run(command);
    }

    /** Keeps a figure, and shows it. */
    void note(String figure) throws IOException {
        System.out.println(figure);
        Files.writeString(
                podman.folder().resolve("figures.txt"),
                figure + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    static String seconds(long beginNanos) {
        return "%.1f s"
                .formatted(Duration.ofNanos(System.nanoTime() - beginNanos).toMillis() / 1e3);
    }
}
