package dev.offramp.throughput;

import dev.offramp.sample.BundleId;
import dev.offramp.sample.BundleIdFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of {@link TotalsByBundle}; the first ones knew one bundle, and the very first told no streams apart. */
public final class TotalsByBundleFormat implements WireFormat<TotalsByBundle> {

    private static final long serialVersionUID = 1;
    private static final int WITHOUT_STREAMS = 1;
    private static final int OF_ONE_BUNDLE = 2;
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();
    private static final TotalsFormat TOTALS = new TotalsFormat();

    @Override
    public String id() {
        return "offramp/totals";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public void write(TotalsByBundle totals, DataOutputView out) throws IOException {
        out.writeInt(totals.each().size());
        for (BundleId bundle : totals.bundles()) {
            BUNDLE.writeNested(bundle, out);
            TOTALS.writeNested(totals.of(bundle), out);
        }
    }

    @Override
    public TotalsByBundle read(int version, DataInputView in) throws IOException {
        return switch (version) {
            case WITHOUT_STREAMS -> TotalsByBundle.of(BundleId.UNNAMED, TotalsFormat.readWithoutStreams(in));
            case OF_ONE_BUNDLE -> TotalsByBundle.of(BundleId.UNNAMED, TOTALS.read(1, in));
            default -> readEach(in);
        };
    }

    private static TotalsByBundle readEach(DataInputView in) throws IOException {
        int size = in.readInt();
        Map<BundleId, Totals> each = new HashMap<>();
        for (int i = 0; i < size; i++) {
            each.put(BUNDLE.readNested(in), TOTALS.readNested(in));
        }
        return new TotalsByBundle(each);
    }
}
