package dev.offramp.frames;

import com.luciad.imageio.webp.WebP;
import com.luciad.imageio.webp.WebPDecoderOptions;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The colours of a lossy WebP (VP8), decoded by libwebp. Only they are handed to it, in a file of their own: transparency is
 * dropped anyway, and is coded with the tables whose size nobody bounds (RATIONALE.md). libwebp frees all it took before it returns.
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
record LossyWebp(byte[] file) {

    private static final Logger LOG = LoggerFactory.getLogger(LossyWebp.class);
    private static final int HEADERS_BYTES = 20;
    private static final Pattern TOO_SHORT = Pattern.compile("NOT_ENOUGH_DATA|SUSPENDED");
    private static final boolean LOADED = load();

    /** Of the chunk "VP8 " of a file. */
    static LossyWebp of(byte[] webp, int from, int size) {
        int padded = size + (size & 1);
        ByteBuffer bare = ByteBuffer.allocate(HEADERS_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        bare.put(ascii("RIFF")).putInt(HEADERS_BYTES - 8 + padded).put(ascii("WEBP"));
        bare.put(ascii("VP8 ")).putInt(size).put(webp, from, size);
        return new LossyWebp(bare.array());
    }

    /** False where the library was not built for this platform, or may not be unpacked: then Java decodes, slowly. */
    static boolean canDecode() {
        return LOADED;
    }

    Picture decode() throws IOException {
        int[] size = new int[4];
        try {
            int[] colours = WebP.decode(new WebPDecoderOptions(), file, 0, file.length, size);
            return new PackedPicture(size[1], size[2], colours);
        } catch (IOException e) {
            throw TOO_SHORT.matcher(String.valueOf(e.getMessage())).find() ? new EOFException(e.getMessage()) : e;
        }
    }

    private static boolean load() {
        try {
            if (WebP.loadNativeLibrary()) {
                return true;
            }
            LOG.warn("libwebp could not be loaded: lossy WebP is decoded in Java, several times slower");
        } catch (LinkageError | RuntimeException e) {
            LOG.warn(
                    "libwebp could not be loaded ({}): lossy WebP is decoded in Java, several times slower",
                    e.toString());
        }
        return false;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
