package dev.offramp.cli.image;

import dev.offramp.cli.home.Home;
import dev.offramp.cli.terminal.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds images from what Maven has built. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "build",
        sortOptions = false,
        description = {
            "Build images with Docker or Podman, from deploy/Dockerfile.",
            "",
            "job: Flink with DJL, FFmpeg, Leptonica, the job and all bundles, for JobManagers and TaskManagers.",
            "gpu: the same, with a libtorch for CUDA.",
            "tools: every command of ./offramp but cluster, image, zoo and test."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp image build",
            "  ./offramp image build gpu --libtorch /opt/libtorch --tag registry.example.com/vision/offramp-gpu:1",
            ""
        })
final class ImageBuildCommand implements Callable<Integer> {

    /** That of the native libraries. */
    private static final String PLATFORM = "linux/amd64";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "IMAGE",
            arity = "0..*",
            description = "One or more of ${COMPLETION-CANDIDATES} (default: job and tools).")
    private List<ImageKind> kinds = List.of(ImageKind.JOB, ImageKind.TOOLS);

    @Option(
            names = "--tag",
            paramLabel = "NAME:TAG",
            description =
                    "What a single image is called (default: offramp, offramp-gpu or offramp-tools, and the version).")
    private Optional<String> tag = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "PROGRAM",
            description = "docker, podman or a path (default: what is there).")
    private Optional<String> engine = Optional.empty();

    @Option(
            names = "--flink-image",
            paramLabel = "IMAGE",
            description = "What job and gpu build on (default: docker.io/library/flink:2.2.1-java17).")
    private Optional<String> flinkImage = Optional.empty();

    @Option(
            names = "--debian-image",
            paramLabel = "IMAGE",
            description =
                    "What tools builds on, with apt-get and OpenJDK 17 to be had by it (default: docker.io/library/debian:bookworm-slim).")
    private Optional<String> debianImage = Optional.empty();

    @Option(
            names = "--libtorch",
            paramLabel = "DIR",
            description = "For gpu: libtorch 2.7.1 for CUDA 12.8 where it was unpacked; its libraries are in DIR/lib.")
    private Optional<Path> libtorch = Optional.empty();

    @Override
    public Integer call() {
        check(tag.isEmpty() || kinds.size() == 1, "--tag names one image; name which");
        check(
                !kinds.contains(ImageKind.GPU) || libtorch.isPresent(),
                "gpu wants --libtorch: a libtorch for CUDA is no part of the project");
        libtorch.ifPresent(folder ->
                check(Files.isDirectory(folder.resolve("lib")), folder + " has no folder lib: it is no libtorch"));
        Screen screen = Screen.on(spec.commandLine().getOut());
        ContainerEngine builder = ContainerEngine.find(engine);
        List<String> built = new ArrayList<>();
        for (ImageKind kind : kinds) {
            String name = tag.orElse(kind.repository() + ":" + System.getProperty("offramp.version", "latest"));
            screen.line("Building %s ...", name);
            builder.build(Home.folder(), options(kind, name));
            built.add(name);
        }
        screen.line("Built: %s.", String.join(", ", built));
        return 0;
    }

    private List<String> options(ImageKind kind, String name) {
        List<String> options =
                new ArrayList<>(List.of("--platform", PLATFORM, "--target", kind.target(), "--tag", name));
        flinkImage.ifPresent(image -> options.addAll(List.of("--build-arg", "FLINK_IMAGE=" + image)));
        debianImage.ifPresent(image -> options.addAll(List.of("--build-arg", "DEBIAN_IMAGE=" + image)));
        if (kind == ImageKind.GPU) {
            libtorch.ifPresent(folder -> options.addAll(List.of(
                    "--build-context", "libtorch=" + folder.toAbsolutePath().normalize())));
        }
        return options;
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
