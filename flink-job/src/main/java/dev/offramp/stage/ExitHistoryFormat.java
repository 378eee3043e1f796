package dev.offramp.stage;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link ExitHistory}. */
public final class ExitHistoryFormat implements WireFormat<ExitHistory> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/exit-history";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ExitHistory history, DataOutputView out) throws IOException {
        out.writeInt(history.predicted());
        out.writeInt(history.agreeing());
        out.writeBoolean(history.outOfTime());
        out.writeInt(history.answeredBy());
        out.writeInt(history.answered());
    }

    @Override
    public ExitHistory read(int version, DataInputView in) throws IOException {
        return new ExitHistory(in.readInt(), in.readInt(), in.readBoolean(), in.readInt(), in.readInt());
    }
}
