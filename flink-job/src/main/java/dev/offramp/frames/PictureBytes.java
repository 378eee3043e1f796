package dev.offramp.frames;

import java.io.EOFException;
import java.io.UncheckedIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * An encoded picture in memory. Decoders look past its end now and then; one that takes the end for zeros would go on for
 * minutes, so looks are counted. It says no length, from which TwelveMonkeys would guess what size is too good to be true.
 */
final class PictureBytes extends ImageInputStreamImpl {

    private static final int LOOKS_FOR_HEADERS = 1024;
    private static final int LOOKS_A_PIXEL = 16;

    private final byte[] bytes;
    private long looksLeft = LOOKS_FOR_HEADERS;

    PictureBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A valid file may end long before its last pixel, where a pixel takes no bits. */
    void expectPixels(long pixels) {
        looksLeft += LOOKS_A_PIXEL * pixels;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : end();
    }

    @Override
    public int read(byte[] into, int from, int wanted) {
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return end();
        }
        int count = (int) Math.min(wanted, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, into, from, count);
        streamPos += count;
        return count;
    }

    private int end() {
        if (looksLeft-- <= 0) {
            throw new UncheckedIOException(new EOFException("a decoder goes on behind the end"));
        }
        return -1;
    }
}
