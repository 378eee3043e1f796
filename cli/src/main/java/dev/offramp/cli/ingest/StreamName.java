package dev.offramp.cli.ingest;

import dev.offramp.video.VideoAddress;
import java.nio.file.Path;

/** What a stream is called where nobody named it: a file without its ending, a camera's host and path. */
final class StreamName {

    private StreamName() {}

    static String of(VideoAddress source) {
        return switch (source.scheme()) {
            case "pipe" -> "stdin";
            case "file" -> ofFile(SourceFiles.pathOf(source));
            default ->
                source.shown()
                        .replaceFirst("^[^:]*://", "")
                        .replaceFirst("[?#].*", "")
                        .replaceFirst("^.*@", "")
                        .replaceFirst("/+$", "");
        };
    }

    private static String ofFile(Path file) {
        return String.valueOf(file.toAbsolutePath().normalize().getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    }
}
