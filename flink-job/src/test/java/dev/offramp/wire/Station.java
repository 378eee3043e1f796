package dev.offramp.wire;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A type that holds others whose layout has changed, while its own has not. */
record Station(String name, Reading newest, List<Reading> older) {

    static final WireTypeInfo<Station> TYPE = new WireTypeInfo<>(Station.class, new Format());
    static final WireTypeInfo<Station> TYPE_OF_LAST_RELEASE =
            new WireTypeInfo<>(Station.class, new FormatOfLastRelease());

    /** The one layout of a station, with readings as they are written today. */
    public static final class Format implements WireFormat<Station> {

        private static final long serialVersionUID = 1;
        private static final Reading.Format READING = new Reading.Format();

        @Override
        public String id() {
            return "test/station";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Station station, DataOutputView out) throws IOException {
            Station.write(station, READING, out);
        }

        @Override
        public Station read(int version, DataInputView in) throws IOException {
            return Station.read(READING, in);
        }
    }

    /** The same layout, with readings as they were written one release ago. */
    public static final class FormatOfLastRelease implements WireFormat<Station> {

        private static final long serialVersionUID = 1;
        private static final Reading.FormatOfLastRelease READING = new Reading.FormatOfLastRelease();

        @Override
        public String id() {
            return "test/station";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Station station, DataOutputView out) throws IOException {
            Station.write(station, READING, out);
        }

        @Override
        public Station read(int version, DataInputView in) throws IOException {
            return Station.read(READING, in);
        }
    }

    private static void write(Station station, WireFormat<Reading> format, DataOutputView out) throws IOException {
        Bytes.writeText(station.name(), out);
        format.writeNested(station.newest(), out);
        format.writeAll(station.older(), out);
    }

    private static Station read(WireFormat<Reading> format, DataInputView in) throws IOException {
        return new Station(Bytes.readText(in), format.readNested(in), format.readAll(in));
    }
}
