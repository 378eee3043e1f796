package dev.offramp.cli.publish;

import java.io.IOException;
import java.io.InputStream;

/** Reads a picture's bytes up to the bound, whatever a file or an archive says about its size. */
final class PictureBytes {

    private PictureBytes() {}

    static byte[] read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(FrameFiles.MAX_PICTURE_BYTES + 1);
        if (bytes.length > FrameFiles.MAX_PICTURE_BYTES) {
            throw new IOException("larger than " + (FrameFiles.MAX_PICTURE_BYTES >> 20) + " MiB");
        }
        return bytes;
    }
}
