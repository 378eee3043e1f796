package dev.offramp.refresh;

import dev.offramp.sample.BundleIdFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link SideWindow}. */
public final class SideWindowFormat implements WireFormat<SideWindow> {

    private static final long serialVersionUID = 1;
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();

    @Override
    public String id() {
        return "offramp/side-window";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(SideWindow window, DataOutputView out) throws IOException {
        BUNDLE.writeNested(window.bundle(), out);
        out.writeLong(window.startMillis());
        out.writeLong(window.endMillis());
        out.writeInt(window.groups().size());
        for (Map.Entry<Integer, SideTotals> group : window.groups().entrySet()) {
            out.writeInt(group.getKey());
            ComparedWindowFormat.writeSide(group.getValue(), out);
        }
    }

    @Override
    public SideWindow read(int version, DataInputView in) throws IOException {
        return new SideWindow(BUNDLE.readNested(in), in.readLong(), in.readLong(), readGroups(in));
    }

    private static SortedMap<Integer, SideTotals> readGroups(DataInputView in) throws IOException {
        int size = in.readInt();
        SortedMap<Integer, SideTotals> groups = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            groups.put(in.readInt(), ComparedWindowFormat.readSide(in));
        }
        return groups;
    }
}
