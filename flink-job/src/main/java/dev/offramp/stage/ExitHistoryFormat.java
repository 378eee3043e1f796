package dev.offramp.stage;

import dev.offramp.policy.Consistency;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link ExitHistory}; the first one did not say how far the newest answer is from the one before. */
public final class ExitHistoryFormat implements WireFormat<ExitHistory> {

    private static final long serialVersionUID = 1;
    private static final int WITH_CHANGE = 2;

    @Override
    public String id() {
        return "offramp/exit-history";
    }

    @Override
    public int version() {
        return WITH_CHANGE;
    }

    @Override
    public void write(ExitHistory history, DataOutputView out) throws IOException {
        out.writeInt(history.predicted());
        out.writeInt(history.consistency().agreeing());
        out.writeBoolean(history.outOfTime());
        out.writeInt(history.answeredBy());
        out.writeInt(history.answered());
        out.writeDouble(history.consistency().change());
    }

    @Override
    public ExitHistory read(int version, DataInputView in) throws IOException {
        int predicted = in.readInt();
        int agreeing = in.readInt();
        boolean outOfTime = in.readBoolean();
        int answeredBy = in.readInt();
        int answered = in.readInt();
        double change = version < WITH_CHANGE ? Double.NaN : in.readDouble();
        return new ExitHistory(predicted, new Consistency(agreeing, change), outOfTime, answeredBy, answered);
    }
}
