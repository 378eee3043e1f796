package dev.offramp.frames;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * An encoded picture in memory. Decoders look past its end now and then; one that takes the end for zeros would go on for
 * minutes, so it ends soon. It says no length, from which TwelveMonkeys would guess what size is too good to be true.
 */
final class PictureBytes extends ImageInputStreamImpl {

    private static final int MOST_LOOKS = 1024;

    /** A reader of bits holds the next eight bytes, and has one more fetched behind them. */
    private static final int AHEAD = 2 * Long.BYTES;

    private final byte[] bytes;
    private int looksLeft = MOST_LOOKS;

    PictureBytes(byte[] bytes) {
        this.bytes = bytes;
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

    /** As a reader of bits wants it: what it fetches behind the end it need not use, and an exception each time would take long. */
    @Override
    public byte readByte() {
        bitOffset = 0;
        if (streamPos >= bytes.length + AHEAD) {
            throw goesOn();
        }
        byte next = streamPos < bytes.length ? bytes[(int) streamPos] : 0;
        streamPos++;
        return next;
    }

    @Override
    public long readLong() {
        byte[] eight = new byte[Long.BYTES];
        for (int i = 0; i < eight.length; i++) {
            eight[i] = readByte();
        }
        return ByteBuffer.wrap(eight).order(byteOrder).getLong();
    }

    private int end() {
        if (looksLeft-- <= 0) {
            throw goesOn();
        }
        return -1;
    }

    private static UncheckedIOException goesOn() {
        return new UncheckedIOException(new EOFException("a decoder goes on behind the end"));
    }
}
