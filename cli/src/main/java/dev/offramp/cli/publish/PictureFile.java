package dev.offramp.cli.publish;

import dev.offramp.sample.Task;
import dev.offramp.schema.FrameEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;

/** Reads a picture from a file or an archive up to the bound, whatever they say about its size; what the job would not take becomes PNG. */
final class PictureFile {

    private PictureFile() {}

    static Picture read(String name, InputStream in, OptionalInt label, Task task) throws IOException {
        byte[] bytes = in.readNBytes(FrameFiles.MAX_PICTURE_BYTES + 1);
        if (bytes.length > FrameFiles.MAX_PICTURE_BYTES) {
            throw new IOException("larger than " + (FrameFiles.MAX_PICTURE_BYTES >> 20) + " MiB");
        }
        if (PictureFormat.isConverted(bytes)) {
            return new Picture(name, FrameEncoding.PNG, PngOf.picture(bytes), label, task);
        }
        return new Picture(name, PictureFormat.of(name, bytes).orElse(FrameEncoding.UNKNOWN), bytes, label, task);
    }
}
