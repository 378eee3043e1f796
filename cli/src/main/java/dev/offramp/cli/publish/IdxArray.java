package dev.offramp.cli.publish;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * An array of unsigned bytes in the idx format, plain or gzipped: two zero bytes, type 8, the number of dimensions, each size as
 * a big-endian int, then the bytes in row-major order (Y. LeCun, the MNIST page).
 */
final class IdxArray {

    private static final int UNSIGNED_BYTES = 8;
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

    private final int[] sizes;
    private final byte[] bytes;

    private IdxArray(int[] sizes, byte[] bytes) {
        this.sizes = sizes;
        this.bytes = bytes;
    }

    /** Reads a file that must have so many dimensions; fails with one line where it is another or is cut short. */
    static IdxArray read(Path file, int dimensions) throws IOException {
        try (var in = new DataInputStream(unzipped(file))) {
            if (in.readInt() != (UNSIGNED_BYTES << 8 | dimensions)) {
                throw new CommandFailure(file + " is neither a folder nor a zip archive nor an idx" + dimensions
                        + " file of unsigned bytes");
            }
            int[] sizes = new int[dimensions];
            long total = 1;
            for (int dimension = 0; dimension < dimensions; dimension++) {
                sizes[dimension] = in.readInt();
                total = checked(total * Math.max(0, sizes[dimension]), file);
            }
            return new IdxArray(sizes, exactly((int) total, in, file));
        } catch (EOFException shorter) {
            throw new CommandFailure(file + " is no idx file: it ends within its header", shorter);
        }
    }

    int size(int dimension) {
        return sizes[dimension];
    }

    /** All bytes, in row-major order; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    private static InputStream unzipped(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean gzipped = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzipped ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static long checked(long total, Path file) {
        if (total < 1 || total > LARGEST_ARRAY) {
            throw new CommandFailure(
                    file + " is no usable idx file: its header says it has no bytes, or more than 2 GB");
        }
        return total;
    }

    private static byte[] exactly(int total, InputStream in, Path file) throws IOException {
        byte[] bytes = in.readNBytes(total);
        if (bytes.length != total) {
            throw new CommandFailure(file + " is cut short: its header says " + total + " bytes, read " + bytes.length);
        }
        return bytes;
    }
}
