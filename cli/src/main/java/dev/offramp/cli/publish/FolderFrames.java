package dev.offramp.cli.publish;

import dev.offramp.schema.FrameEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The pictures of a folder and its subfolders, ordered by path; hidden files and folders are passed over. */
final class FolderFrames implements FrameFiles {

    private final Path folder;
    private FolderLabels labels;
    private final List<Path> pictures = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private FolderFrames(Path folder, FolderLabels labels) {
        this.folder = folder;
        this.labels = labels;
    }

    static FolderFrames open(Path folder, FolderLabels labels) throws IOException {
        var frames = new FolderFrames(folder, labels);
        Files.walkFileTree(folder, frames.new Search());
        frames.pictures.sort(Comparator.naturalOrder());
        frames.skipped.sort(Comparator.naturalOrder());
        Optional<String> list = ClassList.among(frames.skipped);
        if (list.isPresent()) {
            frames.labels = labels.with(ClassList.read(list.get(), Files.readString(folder.resolve(list.get()))));
        }
        return frames;
    }

    @Override
    public int count() {
        return pictures.size();
    }

    @Override
    public String nameOf(int index) {
        return nameOf(pictures.get(index));
    }

    @Override
    public Picture picture(int index) throws IOException {
        Path file = pictures.get(index);
        try (var in = Files.newInputStream(file)) {
            return PictureFile.read(nameOf(file), in, labelOf(index), labels.task());
        }
    }

    @Override
    public OptionalInt labelOf(int index) {
        return labels.labelOf(nameOf(index));
    }

    @Override
    public InputStream stored(int index) throws IOException {
        return Files.newInputStream(pictures.get(index));
    }

    @Override
    public List<String> skipped() {
        return List.copyOf(skipped);
    }

    private String nameOf(Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private static Optional<FrameEncoding> formatOf(Path file) {
        try (var in = Files.newInputStream(file)) {
            return PictureFormat.of(file.toString(), in.readNBytes(PictureFormat.HEAD_BYTES));
        } catch (IOException unreadable) {
            return PictureFormat.of(file.toString(), new byte[0]); // is told when it is to be published
        }
    }

    private final class Search extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = !directory.equals(folder) && isHidden(directory);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (Files.isRegularFile(file) && formatOf(file).isPresent()) {
                pictures.add(file);
            } else {
                skipped.add(nameOf(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            skipped.add(nameOf(file));
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            Path name = path.getFileName();
            return name != null && name.toString().startsWith(".");
        }
    }
}
