package dev.offramp.cli.labelled;

import dev.offramp.cli.ingest.FilePictures;
import dev.offramp.cli.ingest.PictureSettings;
import dev.offramp.cli.ingest.SourceFiles;
import dev.offramp.cli.publish.FolderLabels;
import dev.offramp.cli.publish.FrameFiles;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The video files of a folder, and its folders of pictures, which are a video each; ordered by path. */
final class ClipSources implements AutoCloseable {

    private final Path source;
    private final FrameFiles files;
    private final PictureSettings pictures;

    /** By name: a video file has no pictures here. */
    private final Map<String, List<Integer>> videos = new TreeMap<>();

    private final List<String> names;

    private ClipSources(Path source, FrameFiles files, PictureSettings pictures) {
        this.source = source;
        this.files = files;
        this.pictures = pictures;
        for (int n = 0; n < files.count(); n++) {
            videos.computeIfAbsent(folderOf(files.nameOf(n)), folder -> new ArrayList<>())
                    .add(n);
        }
        files.skipped().stream().filter(SourceFiles::isVideo).forEach(video -> videos.put(video, List.of()));
        names = List.copyOf(videos.keySet());
    }

    /** Finds them; fails with one line where there is none. */
    static ClipSources open(Path source, PictureSettings pictures) {
        var sources = new ClipSources(source, FrameFiles.open(source, Optional.empty(), FolderLabels.none()), pictures);
        if (sources.count() == 0) {
            throw new CommandFailure("no clip in " + source
                    + ": video files and folders of pictures were looked for, in folders that are named like classes");
        }
        return sources;
    }

    int count() {
        return names.size();
    }

    /** Its path inside the source. */
    String nameOf(int n) {
        return names.get(n);
    }

    /** The frames of one: of a video file, those that ingest would publish. */
    List<EncodedPicture> frames(int n) {
        String name = names.get(n);
        List<Integer> pictureNumbers = videos.getOrDefault(name, List.of());
        if (!pictureNumbers.isEmpty()) {
            return pictureNumbers.stream().map(this::picture).toList();
        }
        if (!Files.isDirectory(source)) {
            throw new CommandFailure(name + " in " + source + " is a video: unpack the archive, and give its folder");
        }
        return FilePictures.of(source.resolve(name), pictures).stream()
                .map(jpeg -> EncodedPicture.of(PictureEncoding.JPEG, jpeg))
                .toList();
    }

    private EncodedPicture picture(int n) {
        try {
            return files.picture(n).encoded();
        } catch (IOException failure) {
            throw new CommandFailure(
                    files.nameOf(n) + " in " + source + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static String folderOf(String picture) {
        return picture.substring(0, Math.max(0, picture.lastIndexOf('/')));
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException failure) {
            throw new CommandFailure(source + " cannot be closed: " + failure.getMessage(), failure);
        }
    }
}
