package dev.offramp.cli.read;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;

/** Where a command prints, which it does not close, and which somebody else may: {@code | head} does. */
final class StandardOutput extends Writer {

    /** Nobody reads any more. */
    static final class Closed extends IOException {

        private static final long serialVersionUID = 1;

        Closed() {
            super("nobody reads what is written");
        }
    }

    private final PrintWriter out;

    StandardOutput(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void write(char[] characters, int from, int length) {
        out.write(characters, from, length);
    }

    @Override
    public void flush() throws Closed {
        if (out.checkError()) { // flushes
            throw new Closed();
        }
    }

    @Override
    public void close() throws Closed {
        flush();
    }

    /** The same for bytes. */
    static OutputStream ofBytes(OutputStream out) {
        return new Bytes(out);
    }

    /** By its message, Java tells a reader that is gone from a disk that is full. */
    private static final class Bytes extends OutputStream {

        private final OutputStream out;

        Bytes(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException failure) {
                throw "Broken pipe".equals(failure.getMessage()) ? new Closed() : failure;
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
