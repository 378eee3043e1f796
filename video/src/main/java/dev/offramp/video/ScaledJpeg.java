package dev.offramp.video;

import static org.bytedeco.leptonica.global.leptonica.L_JPEG_CONTINUE_WITH_BAD_DATA;
import static org.bytedeco.leptonica.global.leptonica.L_SEVERITY_NONE;
import static org.bytedeco.leptonica.global.leptonica.pixConvertTo32;
import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixGetData;
import static org.bytedeco.leptonica.global.leptonica.pixGetHeight;
import static org.bytedeco.leptonica.global.leptonica.pixGetWidth;
import static org.bytedeco.leptonica.global.leptonica.pixGetWpl;
import static org.bytedeco.leptonica.global.leptonica.pixReadMemJpeg;
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

    private static final boolean LOADED = load();

    private ScaledJpeg() {}

    /**
     * A decoded picture.
     *
     * @param rgb rows of R, G, B without padding
     */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
    public record Pixels(int width, int height, byte[] rgb) {}

    /** False where the library is not there or was not built for this platform. */
    public static boolean canDecode() {
        return LOADED;
    }

    /**
     * The picture, or nothing where any of it is damaged.
     *
     * @param jpeg  grey or of three colours; the caller has looked at how large it is
     * @param scale 1, 2, 4 or 8: by which width and height are divided, rounded up
     */
    public static Optional<Pixels> decode(byte[] jpeg, int scale) {
        try (BytePointer bytes = new BytePointer(jpeg);
                IntPointer warnings = new IntPointer(1)) {
            PIX read = pixReadMemJpeg(bytes, jpeg.length, 0, scale, warnings, L_JPEG_CONTINUE_WITH_BAD_DATA);
            if (read == null || read.isNull()) {
                return Optional.empty();
            }
            PIX words = pixConvertTo32(read); // the same one again where it is not grey
            try {
                return warnings.get() > 0 ? Optional.empty() : Optional.of(pixels(words));
            } finally {
                pixDestroy(words);
                pixDestroy(read);
            }
        }
    }

    /** A word a pixel, red in its upper byte. */
    private static Pixels pixels(PIX picture) {
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
