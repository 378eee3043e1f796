package dev.offramp.throughput;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Window}. */
public final class WindowFormat implements WireFormat<Window> {

    private static final long serialVersionUID = 1;
    private static final TotalsFormat TOTALS = new TotalsFormat();

    @Override
    public String id() {
        return "offramp/window";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Window window, DataOutputView out) throws IOException {
        out.writeLong(window.startMillis());
        out.writeLong(window.endMillis());
        TOTALS.writeNested(window.totals(), out);
    }

    @Override
    public Window read(int version, DataInputView in) throws IOException {
        return new Window(in.readLong(), in.readLong(), TOTALS.readNested(in));
    }
}
