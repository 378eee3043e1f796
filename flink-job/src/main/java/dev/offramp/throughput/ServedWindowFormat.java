package dev.offramp.throughput;

import dev.offramp.sample.BundleIdFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link ServedWindow}. */
public final class ServedWindowFormat implements WireFormat<ServedWindow> {

    private static final long serialVersionUID = 1;
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();
    private static final WindowFormat WINDOW = new WindowFormat();

    @Override
    public String id() {
        return "offramp/served-window";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ServedWindow served, DataOutputView out) throws IOException {
        BUNDLE.writeNested(served.bundle(), out);
        out.writeInt(served.exits());
        WINDOW.writeNested(served.window(), out);
    }

    @Override
    public ServedWindow read(int version, DataInputView in) throws IOException {
        return new ServedWindow(BUNDLE.readNested(in), in.readInt(), WINDOW.readNested(in));
    }
}
