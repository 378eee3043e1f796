package dev.offramp.cli.ingest;

import dev.offramp.video.VideoAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The video files of a folder, each a stream of its own. */
public final class SourceFiles {

    private static final Set<String> VIDEO = Set.of(
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "ts", "mts", "m2ts", "mpg", "mpeg", "flv", "3gp", "h264", "h265",
            "mjpeg");

    private SourceFiles() {}

    /** Where a file lies. */
    static Path pathOf(VideoAddress source) {
        return Path.of(source.text().replaceFirst("^file:(//)?", ""));
    }

    /** Whether it is an address, or a file that is called like a video. */
    public static boolean isVideo(String source) {
        return source.contains("://") || isVideo(Path.of(source));
    }

    private static boolean isVideo(Path file) {
        return VIDEO.contains(extension(file));
    }

    /**
     * The camera itself; of a folder, one for each video in it and below, called after its path.
     *
     * @param prefix what the names of such streams begin with
     */
    static List<CameraSettings> expand(CameraSettings camera, String prefix) throws IOException {
        if (!camera.source().scheme().equals("file") || !Files.isDirectory(pathOf(camera.source()))) {
            return List.of(camera);
        }
        Path folder = pathOf(camera.source());
        List<Path> files = videosIn(folder);
        if (files.isEmpty()) {
            throw new IOException("there is no video in it; files named "
                    + String.join(", ", VIDEO.stream().sorted().toList()) + " were looked for, in subfolders too");
        }
        Map<String, Long> namesakes =
                files.stream().collect(Collectors.groupingBy(SourceFiles::bare, Collectors.counting()));
        return files.stream()
                .map(file -> new CameraSettings(
                        prefix
                                + folder.relativize(
                                        namesakes.getOrDefault(bare(file), 1L) > 1 ? file : Path.of(bare(file))),
                        new VideoAddress(file.toString()),
                        camera.pictures(),
                        camera.reading()))
                .toList();
    }

    private static List<Path> videosIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> isVideo(file) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private static String bare(Path file) {
        String path = file.toString();
        return path.substring(0, path.length() - extension(file).length() - 1);
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
