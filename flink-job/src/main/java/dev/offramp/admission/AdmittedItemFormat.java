package dev.offramp.admission;

import dev.offramp.model.LaneItem;
import dev.offramp.model.LaneItemFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of what leaves admission: frames that were let in, and news. */
public final class AdmittedItemFormat implements WireFormat<LaneItem> {

    private static final long serialVersionUID = 1;
    private static final LaneItemFormat<AdmittedFrame> ITEMS =
            new LaneItemFormat<>(AdmittedFrame.class, new AdmittedFrameFormat());

    @Override
    public String id() {
        return "offramp/admitted-item";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(LaneItem item, DataOutputView out) throws IOException {
        ITEMS.write(item, out);
    }

    @Override
    public LaneItem read(int version, DataInputView in) throws IOException {
        return ITEMS.read(in);
    }
}
