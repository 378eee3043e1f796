package dev.offramp.cli.labelled;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.publish.FolderLabels;
import dev.offramp.cli.publish.FrameFiles;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Pictures of a source whose classes are known, all of them or some. */
public final class LabelledPictures implements LabelledSamples {

    private static final Pattern INDEXED = Pattern.compile(".*\\[(\\d+)]");
    private static final int SHIPPED_SIDE = 28;

    private final Path source;
    private final FrameFiles files;
    private final List<Integer> wanted;

    private LabelledPictures(Path source, FrameFiles files, List<Integer> wanted) {
        this.source = source;
        this.files = files;
        this.wanted = wanted;
    }

    /**
     * Opens a source: an idx3 file with its labels beside it, or a folder or zip archive with a folder for each class.
     *
     * @param data the shipped test pictures where absent, if the bundle takes their size
     */
    public static LabelledPictures open(Optional<Path> data, Bundle bundle) {
        if (bundle.frames() > 1) {
            throw new CommandFailure(
                    bundle.id().name() + " takes clips of " + bundle.frames() + " frames, and these are pictures");
        }
        Path source = data.orElseGet(() -> shipped(bundle));
        FrameFiles files = FrameFiles.open(source, Optional.empty(), FolderLabels.of(bundle));
        files.requireAny(source);
        return new LabelledPictures(
                source, files, IntStream.range(0, files.count()).boxed().toList());
    }

    private static Path shipped(Bundle bundle) {
        if (bundle.height() != SHIPPED_SIDE || bundle.width() != SHIPPED_SIDE) {
            throw new CommandFailure("--data is needed: " + bundle.id().name() + " takes pictures of " + bundle.width()
                    + " x " + bundle.height() + ", and those that ship with the project have 28 x 28");
        }
        return Home.testImages();
    }

    /** Only the samples of these ids, in this order; all must be there. */
    public LabelledPictures only(List<String> ids) {
        Map<String, Integer> indices = new HashMap<>();
        IntStream.range(0, files.count()).forEach(index -> indices.put(idOf(index), index));
        List<String> missing =
                ids.stream().filter(id -> !indices.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            throw new CommandFailure("sample " + missing.get(0) + " and " + (missing.size() - 1)
                    + " more of the bundle's held-out samples are not among the " + files.count() + " pictures of "
                    + source + "; it must be the data set that the network was trained on");
        }
        return new LabelledPictures(
                source, files, ids.stream().map(indices::get).toList());
    }

    @Override
    public int count() {
        return wanted.size();
    }

    /** Its index in an idx file, else its path inside the source. */
    @Override
    public String id(int n) {
        return idOf(wanted.get(n));
    }

    private String idOf(int index) {
        Matcher indexed = INDEXED.matcher(files.nameOf(index));
        boolean isIdx = indexed.matches() && indexed.group(1).equals(Integer.toString(index));
        return isIdx ? indexed.group(1) : files.nameOf(index);
    }

    /** Reads one picture, 0-based; fails where it cannot be read or has no label. */
    public Picture picture(int n) {
        try {
            Picture picture = files.picture(wanted.get(n));
            if (picture.label().isEmpty()) {
                throw new CommandFailure(
                        picture.name() + " in " + source + " has no label: a folder named like its class"
                                + " is needed, or beside an idx3 file the idx1 file of its labels");
            }
            return picture;
        } catch (IOException failure) {
            throw new CommandFailure(id(n) + " in " + source + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    @Override
    public LabelledSample sample(int n) {
        Picture picture = picture(n);
        return new LabelledSample(picture.name(), picture.label().orElseThrow(), List.of(picture.encoded()));
    }

    @Override
    public String unit() {
        return "pictures";
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException failure) {
            throw new CommandFailure(source + " cannot be closed: " + failure.getMessage(), failure);
        }
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
