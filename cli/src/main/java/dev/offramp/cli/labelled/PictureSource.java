package dev.offramp.cli.labelled;

import dev.offramp.bundle.Digest;
import dev.offramp.cli.publish.FrameFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** All pictures of a folder, an archive or an idx file, by their position in it. */
record PictureSource(Path path, FrameFiles files) {

    private static final Pattern INDEXED = Pattern.compile(".*\\[(\\d+)]");

    /** Hex digits of a digest that are looked at, and how many values those have. */
    private static final int DIGITS = 8;

    private static final double VALUES = 0x1p32;

    /** Without its suffix. */
    String name() {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString().replaceFirst("\\.[A-Za-z]+$", "");
    }

    List<Integer> all() {
        return IntStream.range(0, files.count()).boxed().toList();
    }

    List<String> ids() {
        return all().stream().map(this::id).toList();
    }

    /** Its index in an idx file, else its path inside the source. */
    String id(int index) {
        Matcher indexed = INDEXED.matcher(files.nameOf(index));
        boolean isIdx = indexed.matches() && indexed.group(1).equals(Integer.toString(index));
        return isIdx ? indexed.group(1) : files.nameOf(index);
    }

    List<PicturePath> paths() {
        return PicturePath.in(name(), ids());
    }

    boolean isLabelled(int index) {
        return files.labelOf(index).isPresent();
    }

    /** The digest of a picture's file as a share of all digests, 0 to 1; what cannot be read is no test picture, whose share is small. */
    double digestShare(int index) {
        try (var in = files.stored(index)) {
            return Long.parseLong(Digest.sha256(in.readAllBytes()).substring(0, DIGITS), 16) / VALUES;
        } catch (IOException unreadable) {
            return 1;
        }
    }

    /** The folder of a picture; an idx file has none. */
    String folder(int index) {
        String[] steps = id(index).split("/", -1);
        return steps.length < 2 ? "(none)" : steps[steps.length - 2];
    }
}
