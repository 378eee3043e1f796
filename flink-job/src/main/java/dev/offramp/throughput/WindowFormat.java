package dev.offramp.throughput;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Window}; in the first one the totals were written as those of all bundles, of which there was one. */
public final class WindowFormat implements WireFormat<Window> {

    private static final long serialVersionUID = 1;
    private static final int OF_ALL_BUNDLES = 1;
    private static final TotalsFormat TOTALS = new TotalsFormat();
    private static final TotalsByBundleFormat BY_BUNDLE = new TotalsByBundleFormat();

    @Override
    public String id() {
        return "offramp/window";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Window window, DataOutputView out) throws IOException {
        out.writeLong(window.startMillis());
        out.writeLong(window.endMillis());
        TOTALS.writeNested(window.totals(), out);
    }

    @Override
    public Window read(int version, DataInputView in) throws IOException {
        return new Window(
                in.readLong(),
                in.readLong(),
                version == OF_ALL_BUNDLES ? BY_BUNDLE.readNested(in).together() : TOTALS.readNested(in));
    }
}
