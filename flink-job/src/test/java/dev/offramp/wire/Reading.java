package dev.offramp.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A type whose layout has changed once: layout 1 had no unit, everything was millimetres. */
record Reading(int value, String unit) {

    static final WireTypeInfo<Reading> TYPE = new WireTypeInfo<>(Reading.class, new Format());

    /** The layouts of a reading. */
    public static final class Format implements WireFormat<Reading> {

        private static final long serialVersionUID = 1;

        @Override
        public String id() {
            return "test/reading";
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(Reading reading, DataOutputView out) throws IOException {
            out.writeInt(reading.value());
            Bytes.writeText(reading.unit(), out);
        }

        @Override
        public Reading read(int version, DataInputView in) throws IOException {
            return new Reading(in.readInt(), version == 1 ? "mm" : Bytes.readText(in));
        }
    }

    /** What a reading's format was called, and wrote, one release ago. */
    public static final class FormatOfLastRelease implements WireFormat<Reading> {

        private static final long serialVersionUID = 1;

        @Override
        public String id() {
            return "test/reading";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Reading reading, DataOutputView out) throws IOException {
            out.writeInt(reading.value());
        }

        @Override
        public Reading read(int version, DataInputView in) throws IOException {
            return new Reading(in.readInt(), "mm");
        }
    }

    /** Another format of the same type. */
    public static final class OtherFormat implements WireFormat<Reading> {

        private static final long serialVersionUID = 1;
        private static final Format FORMAT = new Format();

        @Override
        public String id() {
            return "test/other-reading";
        }

        @Override
        public int version() {
            return FORMAT.version();
        }

        @Override
        public void write(Reading reading, DataOutputView out) throws IOException {
            FORMAT.write(reading, out);
        }

        @Override
        public Reading read(int version, DataInputView in) throws IOException {
            return FORMAT.read(version, in);
        }
    }
}
