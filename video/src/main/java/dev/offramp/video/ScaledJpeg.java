package dev.offramp.video;

import static org.bytedeco.leptonica.global.leptonica.L_SEVERITY_NONE;
import static org.bytedeco.leptonica.global.leptonica.pixConvertTo32;
import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixGetData;
import static org.bytedeco.leptonica.global.leptonica.pixGetDepth;
import static org.bytedeco.leptonica.global.leptonica.pixGetHeight;
import static org.bytedeco.leptonica.global.leptonica.pixGetWidth;
import static org.bytedeco.leptonica.global.leptonica.pixGetWpl;
import static org.bytedeco.leptonica.global.leptonica.pixReadMemJpeg;
import static org.bytedeco.leptonica.global.leptonica.readHeaderMemJpeg;
import static org.bytedeco.leptonica.global.leptonica.setMsgSeverity;

import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.leptonica.PIX;

/**
 * Decodes a JPEG to a half, a quarter or an eighth of its width and height. libjpeg-turbo does that in the inverse transform itself: what
 * would be averaged away is never computed. The pixels are those of Pillow's {@code draft}, bit for bit.
 */
public final class ScaledJpeg {

    /** Leptonica's hint; with others it would go on behind damage. */
    private static final int NO_DAMAGE = 0;

    private static final int WORD_BITS = 32;

    private ScaledJpeg() {}

    /**
     * A decoded picture.
     *
     * @param rgb rows of R, G, B without padding
     */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
    public record Pixels(int width, int height, byte[] rgb) {}

    /** False where the library is not there or was not built for this platform. Asked for the first time, it loads it. */
    public static boolean canDecode() {
        return Library.LOADED;
    }

    /**
     * The picture, or nothing where any of it is damaged, or where it is not as large as the caller has read.
     *
     * @param jpeg   grey or of three colours
     * @param width  pixels in a row, which the caller has found to be no more than may be
     * @param height rows, likewise
     * @param scale  1, 2, 4 or 8: by which both are divided, rounded up
     */
    public static Optional<Pixels> decode(byte[] jpeg, int width, int height, int scale) {
        try (BytePointer bytes = new BytePointer(jpeg);
                IntPointer size = new IntPointer(2)) {
            int header = readHeaderMemJpeg(bytes, jpeg.length, size, size.getPointer(1), null, null, null);
            if (header != 0 || size.get(0) != width || size.get(1) != height) {
                return Optional.empty();
            }
            PIX picture = pixReadMemJpeg(bytes, jpeg.length, 0, scale, null, NO_DAMAGE);
            if (picture == null || picture.isNull()) {
                return Optional.empty();
            }
            try {
                return Optional.of(pixels(picture));
            } finally {
                pixDestroy(picture);
            }
        }
    }

    private static Pixels pixels(PIX picture) {
        if (pixGetDepth(picture) == WORD_BITS) {
            return words(picture);
        }
        PIX grey = pixConvertTo32(picture);
        try {
            return words(grey);
        } finally {
            pixDestroy(grey);
        }
    }

    /** A word a pixel, red in its upper byte. */
    private static Pixels words(PIX picture) {
        int width = pixGetWidth(picture);
        int height = pixGetHeight(picture);
        int words = pixGetWpl(picture);
        IntPointer data = new IntPointer(pixGetData(picture)).capacity((long) words * height);
        int[] line = new int[width];
        byte[] rgb = new byte[3 * width * height];
        int to = 0;
        for (int y = 0; y < height; y++) {
            data.position((long) y * words).get(line, 0, width);
            for (int word : line) {
                rgb[to++] = (byte) (word >> 24);
                rgb[to++] = (byte) (word >> 16);
                rgb[to++] = (byte) (word >> 8);
            }
        }
        return new Pixels(width, height, rgb);
    }

    /** Loaded where it is asked for: most pictures do not need it. */
    private static final class Library {

        static final boolean LOADED = load();

        private static boolean load() {
            JavaCpp.configure();
            try {
                setMsgSeverity(L_SEVERITY_NONE); // the caller hears of everything
                return true;
            } catch (LinkageError missing) {
                return false;
            }
        }
    }
}
