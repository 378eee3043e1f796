package dev.offramp.refresh;

import dev.offramp.sample.BundleId;
import dev.offramp.sample.BundleIdFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link SideWindow}; the first one knew no shadows. */
public final class SideWindowFormat implements WireFormat<SideWindow> {

    private static final long serialVersionUID = 1;
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();

    @Override
    public String id() {
        return "offramp/side-window";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(SideWindow window, DataOutputView out) throws IOException {
        BUNDLE.writeNested(window.bundle(), out);
        BUNDLE.writeOptional(window.beside(), out);
        out.writeLong(window.startMillis());
        out.writeLong(window.endMillis());
        SortedMap<Integer, GroupTotals> groups = window.seen().groups();
        if (window.beside().isPresent()) {
            ComparedWindowFormat.writeGroups(groups, out);
            return;
        }
        out.writeInt(groups.size()); // half of each is empty: these are sent a second, bundle and task
        for (Map.Entry<Integer, GroupTotals> group : groups.entrySet()) {
            out.writeInt(group.getKey());
            ComparedWindowFormat.writeSide(group.getValue().candidate(), out);
        }
    }

    @Override
    public SideWindow read(int version, DataInputView in) throws IOException {
        BundleId bundle = BUNDLE.readNested(in);
        Optional<BundleId> beside = version == 1 ? Optional.empty() : BUNDLE.readOptional(in);
        return new SideWindow(bundle, beside, in.readLong(), in.readLong(), readSeen(beside.isPresent(), in));
    }

    private static Comparison readSeen(boolean ofPairs, DataInputView in) throws IOException {
        return ofPairs
                ? new Comparison(Design.PAIRED, ComparedWindowFormat.readGroups(in))
                : new Comparison(Design.TWO_SAMPLE, readCandidate(in));
    }

    private static SortedMap<Integer, GroupTotals> readCandidate(DataInputView in) throws IOException {
        int size = in.readInt();
        SortedMap<Integer, GroupTotals> groups = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            groups.put(in.readInt(), GroupTotals.ofCandidate(ComparedWindowFormat.readSide(in)));
        }
        return groups;
    }
}
