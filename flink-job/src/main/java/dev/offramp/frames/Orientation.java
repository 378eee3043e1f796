package dev.offramp.frames;

import dev.offramp.sample.PictureEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How the camera was held, as Exif says it: 1 is upright, 2 to 8 are the other turns and mirror images. Pillow's
 * {@code exif_transpose}, which the zoo applies too.
 */
record Orientation(int code) {

    private static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;
    private static final int LITTLE_ENDIAN = 'I' << 8 | 'I';
    private static final int BIG_ENDIAN = 'M' << 8 | 'M';
    private static final int MAGIC = 42;
    private static final int TIFF_HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    private static final int EXIF_NAME_BYTES = 6;

    /** Upright, where the file says nothing, or something that is no orientation. */
    static Orientation of(byte[] file, PictureEncoding encoding) {
        ByteBuffer exif =
                switch (encoding) {
                    case JPEG -> JpegSegments.exif(file);
                    case WEBP -> new WebpChunks(file).exif();
                    default -> ByteBuffer.allocate(0);
                };
        return new Orientation(read(exif));
    }

    /** Of a picture that stands upright when it is turned clockwise by 0, 90, 180 or 270 degrees. */
    static Orientation turned(int degrees) {
        return new Orientation(
                switch (degrees) {
                    case 90 -> 6;
                    case 180 -> 3;
                    case 270 -> 8;
                    default -> UPRIGHT;
                });
    }

    private static int read(ByteBuffer exif) {
        if (exif.remaining() > EXIF_NAME_BYTES && exif.get(0) == 'E') { // a WebP's may begin like a JPEG's
            return read(exif.position(EXIF_NAME_BYTES).slice());
        }
        if (exif.remaining() < TIFF_HEADER_BYTES) {
            return UPRIGHT;
        }
        int order = exif.order(ByteOrder.BIG_ENDIAN).getShort(0);
        if (order != LITTLE_ENDIAN && order != BIG_ENDIAN) {
            return UPRIGHT;
        }
        exif.order(order == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return exif.getShort(2) == MAGIC ? inDirectory(exif, Integer.toUnsignedLong(exif.getInt(4))) : UPRIGHT;
    }

    private static int inDirectory(ByteBuffer exif, long at) {
        if (at + 2 > exif.remaining()) {
            return UPRIGHT;
        }
        int entries = exif.getShort((int) at) & 0xffff;
        for (long entry = at + 2; entries > 0 && entry + ENTRY_BYTES <= exif.remaining(); entry += ENTRY_BYTES) {
            if ((exif.getShort((int) entry) & 0xffff) == TAG) {
                int code = exif.getShort((int) entry + 8);
                return code >= 1 && code <= 8 ? code : UPRIGHT;
            }
            entries--;
        }
        return UPRIGHT;
    }

    /** The picture turned as it was seen; a copy of three bytes a pixel where it has to be turned at all. */
    Picture upright(Picture picture) {
        if (code == UPRIGHT) {
            return picture;
        }
        int width = picture.width();
        int height = picture.height();
        boolean lying = code >= 5;
        int wide = lying ? height : width;
        byte[] line = new byte[3 * width];
        byte[] rows = new byte[Math.multiplyExact(3 * width, height)];
        for (int y = 0; y < height; y++) {
            picture.row(y, line);
            for (int x = 0; x < width; x++) {
                int across = isMirrored(lying) ? width - 1 - x : x;
                int down = isUpsideDown(lying) ? height - 1 - y : y;
                int to = lying ? across * wide + down : down * wide + across;
                System.arraycopy(line, 3 * x, rows, 3 * to, 3);
            }
        }
        return new RawPicture(wide, lying ? width : height, 3, rows);
    }

    /** Whether the stored columns run from right to left of what was seen, or from bottom to top of it. */
    private boolean isMirrored(boolean lying) {
        return lying ? code == 7 || code == 8 : code == 2 || code == 3;
    }

    private boolean isUpsideDown(boolean lying) {
        return lying ? code == 6 || code == 7 : code == 3 || code == 4;
    }
}
