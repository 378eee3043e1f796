package dev.offramp.refresh;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link ComparedWindow}. */
public final class ComparedWindowFormat implements WireFormat<ComparedWindow> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/compared-window";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ComparedWindow window, DataOutputView out) throws IOException {
        out.writeLong(window.startMillis());
        out.writeLong(window.endMillis());
        out.writeUTF(window.seen().design().name());
        writeGroups(window.seen().groups(), out);
    }

    /** All that is seen of a comparison, likewise. */
    public static void writeGroups(SortedMap<Integer, GroupTotals> groups, DataOutputView out) throws IOException {
        out.writeInt(groups.size());
        for (Map.Entry<Integer, GroupTotals> group : groups.entrySet()) {
            out.writeInt(group.getKey());
            writeGroup(group.getValue(), out);
        }
    }

    /** What both did, within the layout of whatever holds it. */
    public static void writeGroup(GroupTotals group, DataOutputView out) throws IOException {
        out.writeLong(group.agreed());
        writeSide(group.candidate(), out);
        writeSide(group.serving(), out);
    }

    static void writeSide(SideTotals side, DataOutputView out) throws IOException {
        out.writeLong(side.answered());
        out.writeLong(side.labelled());
        out.writeLong(side.correct());
        out.writeDouble(side.multiplyAdds());
        out.writeDouble(side.latencyMillis());
    }

    @Override
    public ComparedWindow read(int version, DataInputView in) throws IOException {
        return new ComparedWindow(in.readLong(), in.readLong(), readComparison(in));
    }

    private static Comparison readComparison(DataInputView in) throws IOException {
        Design design = Design.valueOf(in.readUTF());
        return new Comparison(design, readGroups(in));
    }

    /** Reads what {@link #writeGroups} wrote. */
    public static SortedMap<Integer, GroupTotals> readGroups(DataInputView in) throws IOException {
        int size = in.readInt();
        SortedMap<Integer, GroupTotals> groups = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            groups.put(in.readInt(), readGroup(in));
        }
        return groups;
    }

    /** Reads what {@link #writeGroup} wrote. */
    public static GroupTotals readGroup(DataInputView in) throws IOException {
        return new GroupTotals(in.readLong(), readSide(in), readSide(in));
    }

    static SideTotals readSide(DataInputView in) throws IOException {
        return new SideTotals(in.readLong(), in.readLong(), in.readLong(), in.readDouble(), in.readDouble());
    }
}
