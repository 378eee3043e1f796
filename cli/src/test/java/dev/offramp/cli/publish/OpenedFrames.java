package dev.offramp.cli.publish;

import dev.offramp.schema.FrameEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What tests ask of opened files, and the files that they open. */
final class OpenedFrames {

    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
    static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1};

    private OpenedFrames() {}

    static FrameFiles open(Path source) {
        return FrameFiles.open(source, Optional.empty(), FolderLabels.none());
    }

    static Path write(Path folder, String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    static List<String> names(FrameFiles files) {
        return IntStream.range(0, files.count()).mapToObj(files::nameOf).toList();
    }

    static List<FrameEncoding> encodings(FrameFiles files) throws IOException {
        var encodings = new ArrayList<FrameEncoding>();
        for (int index = 0; index < files.count(); index++) {
            encodings.add(files.picture(index).encoding());
        }
        return encodings;
    }

    static List<OptionalInt> labels(FrameFiles files) throws IOException {
        var labels = new ArrayList<OptionalInt>();
        for (int index = 0; index < files.count(); index++) {
            labels.add(files.picture(index).label());
        }
        return labels;
    }
}
