package dev.offramp.cli.publish;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.sample.Task;
import dev.offramp.schema.FrameEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The grey pictures of an idx3 file, as in MNIST and its relatives, encoded as PNG; labels from the idx1 file beside it. */
final class IdxFrames implements FrameFiles {

    private final String name;
    private final IdxArray images;
    private final Optional<IdxArray> labels;
    private final GreyPng png;

    private IdxFrames(String name, IdxArray images, Optional<IdxArray> labels) {
        this.name = name;
        this.images = images;
        this.labels = labels;
        this.png = new GreyPng(images.size(2), images.size(1));
    }

    static IdxFrames open(Path file, Optional<Path> labelFile) throws IOException {
        var images = IdxArray.read(file, 3);
        var labels = labelFile.isPresent() ? labelFile : labelsBeside(file);
        if (labels.isEmpty()) {
            return new IdxFrames(nameOf(file), images, Optional.empty());
        }
        var labelArray = IdxArray.read(labels.get(), 1);
        if (labelArray.size(0) != images.size(0)) {
            throw new CommandFailure(file + " has " + images.size(0) + " pictures, but " + labels.get() + " has "
                    + labelArray.size(0) + " labels");
        }
        return new IdxFrames(nameOf(file), images, Optional.of(labelArray));
    }

    /** The same for who wants to know something else than classes. */
    static IdxFrames unlabelled(Path file) throws IOException {
        return new IdxFrames(nameOf(file), IdxArray.read(file, 3), Optional.empty());
    }

    @Override
    public int count() {
        return images.size(0);
    }

    @Override
    public String nameOf(int index) {
        return name + "[" + index + "]";
    }

    @Override
    public Picture picture(int index) {
        int pixels = images.size(1) * images.size(2);
        byte[] bytes = png.encode(images.bytes(), index * pixels);
        return new Picture(nameOf(index), FrameEncoding.PNG, bytes, labelOf(index), Task.CLASSIFICATION);
    }

    @Override
    public InputStream stored(int index) {
        int pixels = images.size(1) * images.size(2);
        return new ByteArrayInputStream(images.bytes(), index * pixels, pixels);
    }

    @Override
    public List<String> skipped() {
        return List.of();
    }

    @Override
    public OptionalInt labelOf(int index) {
        return labels.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(labels.get().bytes()[index] & 0xff);
    }

    /** MNIST's own naming: {@code t10k-images-idx3-ubyte.gz} goes with {@code t10k-labels-idx1-ubyte.gz}. */
    private static Optional<Path> labelsBeside(Path file) {
        Path beside =
                file.resolveSibling(nameOf(file).replace("images", "labels").replace("idx3", "idx1"));
        return beside.equals(file) || !Files.exists(beside) ? Optional.empty() : Optional.of(beside);
    }

    private static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }
}
