package dev.offramp.cli.publish;

import dev.offramp.cli.broker.FrameProducerSettings;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.sample.Task;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The pictures of a source, in a fixed order: a folder, a zip archive or an idx file. */
public sealed interface FrameFiles extends AutoCloseable permits FolderFrames, ZipFrames, IdxFrames {

    /** The largest picture that is read. */
    int MAX_PICTURE_BYTES = FrameProducerSettings.MAX_PICTURE_BYTES;

    /** How many pictures there are. */
    int count();

    /** What a picture is called: its path inside the source, or its index. */
    String nameOf(int index);

    /** What is true of a picture, as its task tells answers, where the source says it; does not read the picture. */
    OptionalInt labelOf(int index);

    /**
     * Reads one picture.
     *
     * @param index from 0 up to {@link #count()}
     * @throws IOException saying why this picture cannot be read; the others may
     */
    Picture picture(int index) throws IOException;

    /**
     * Opens what is stored of one picture, before it is made a frame: its file, or of an idx file its pixels.
     *
     * @param index from 0 up to {@link #count()}
     */
    InputStream stored(int index) throws IOException;

    /** The files that are no pictures, by their paths inside the source. */
    List<String> skipped();

    /** Fails with one line where there is no picture. */
    default void requireAny(Path source) {
        if (count() == 0) {
            throw new CommandFailure("no picture in " + source
                    + ": JPEG, PNG, WebP, GIF, BMP and TIFF were looked for, in subfolders too; "
                    + skipped().size() + " other files are there (videos go by './offramp ingest')");
        }
    }

    @Override
    default void close() throws IOException {}

    /**
     * Opens a source by what it is.
     *
     * @param labels an idx1 file with a label for each picture of an idx3 file; where absent, the one that lies beside it
     * @param folders the class names that folders may carry
     */
    static FrameFiles open(Path source, Optional<Path> labels, FolderLabels folders) {
        if (!Files.exists(source)) {
            throw new CommandFailure("there is no file or folder " + source);
        }
        try {
            return openByKind(source, labels, folders);
        } catch (IOException failure) {
            throw new CommandFailure(source + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static FrameFiles openByKind(Path source, Optional<Path> labels, FolderLabels folders) throws IOException {
        if (!Files.isDirectory(source) && !ZipFrames.isZip(source)) {
            return folders.task() == Task.CLASSIFICATION
                    ? IdxFrames.open(source, labels)
                    : IdxFrames.unlabelled(source);
        }
        if (labels.isPresent()) {
            throw new CommandFailure(
                    "--labels goes with an idx file; a folder's labels are the names of its subfolders");
        }
        return Files.isDirectory(source) ? FolderFrames.open(source, folders) : ZipFrames.open(source, folders);
    }
}
