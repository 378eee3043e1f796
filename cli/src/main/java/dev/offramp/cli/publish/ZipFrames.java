package dev.offramp.cli.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The pictures of a zip archive, read in place, ordered by path; hidden entries are passed over. */
final class ZipFrames implements FrameFiles {

    private final ZipFile archive;
    private FolderLabels labels;
    private final List<ZipEntry> pictures = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private ZipFrames(ZipFile archive, FolderLabels labels) {
        this.archive = archive;
        this.labels = labels;
    }

    static boolean isZip(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(2);
            return head.length == 2 && head[0] == 'P' && head[1] == 'K';
        }
    }

    static ZipFrames open(Path file, FolderLabels labels) throws IOException {
        var frames = new ZipFrames(new ZipFile(file.toFile()), labels);
        try {
            frames.search();
            return frames;
        } catch (IOException failure) {
            frames.close();
            throw failure;
        }
    }

    @Override
    public int count() {
        return pictures.size();
    }

    @Override
    public String nameOf(int index) {
        return pictures.get(index).getName();
    }

    @Override
    public Picture picture(int index) throws IOException {
        var entry = pictures.get(index);
        try (var in = archive.getInputStream(entry)) {
            return PictureFile.read(entry.getName(), in, labelOf(index), labels.task());
        }
    }

    @Override
    public OptionalInt labelOf(int index) {
        return labels.labelOf(nameOf(index));
    }

    @Override
    public InputStream stored(int index) throws IOException {
        return archive.getInputStream(pictures.get(index));
    }

    @Override
    public List<String> skipped() {
        return List.copyOf(skipped);
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    private void search() throws IOException {
        var entries = archive.stream()
                .filter(entry -> !entry.isDirectory() && !isHidden(entry.getName()))
                .sorted(Comparator.comparing(ZipEntry::getName))
                .toList();
        for (var entry : entries) {
            try (var in = archive.getInputStream(entry)) {
                var format = PictureFormat.of(entry.getName(), in.readNBytes(PictureFormat.HEAD_BYTES));
                format.ifPresentOrElse(picture -> pictures.add(entry), () -> skipped.add(entry.getName()));
            }
        }
        Optional<String> list = ClassList.among(skipped);
        if (list.isPresent()) {
            try (var in = archive.getInputStream(archive.getEntry(list.get()))) {
                labels = labels.with(ClassList.read(list.get(), new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.contains("/.") || name.startsWith("__MACOSX/");
    }
}
