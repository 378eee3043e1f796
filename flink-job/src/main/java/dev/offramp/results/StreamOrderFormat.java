package dev.offramp.results;

import dev.offramp.exit.AnswerFormat;
import dev.offramp.results.StreamOrder.Phase;
import dev.offramp.sample.UnansweredFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link StreamOrder}. */
public final class StreamOrderFormat implements WireFormat<StreamOrder> {

    private static final long serialVersionUID = 1;
    private static final AnswerFormat ANSWER = new AnswerFormat();
    private static final UnansweredFormat PLACE = new UnansweredFormat();

    @Override
    public String id() {
        return "offramp/stream-order";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(StreamOrder order, DataOutputView out) throws IOException {
        out.writeUTF(order.phase().name());
        out.writeLong(order.epoch());
        out.writeLong(order.next());
        out.writeLong(order.lastArrivalMillis());
        out.writeLong(order.wakeAtMillis());
        out.writeInt(order.held().size());
        for (Turn turn : order.held()) {
            write(turn, out);
        }
    }

    private static void write(Turn turn, DataOutputView out) throws IOException {
        out.writeLong(turn.arrivedMillis());
        out.writeBoolean(turn instanceof Turn.Answered);
        if (turn instanceof Turn.Answered answered) {
            ANSWER.writeNested(answered.answer(), out);
        } else if (turn instanceof Turn.Vacant vacant) {
            PLACE.writeNested(vacant.place(), out);
        }
    }

    @Override
    public StreamOrder read(int version, DataInputView in) throws IOException {
        return new StreamOrder(
                Phase.valueOf(in.readUTF()), in.readLong(), in.readLong(), in.readLong(), in.readLong(), held(in));
    }

    private static List<Turn> held(DataInputView in) throws IOException {
        int size = in.readInt();
        List<Turn> held = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            long arrivedMillis = in.readLong();
            held.add(
                    in.readBoolean()
                            ? new Turn.Answered(ANSWER.readNested(in), arrivedMillis)
                            : new Turn.Vacant(PLACE.readNested(in), arrivedMillis));
        }
        return held;
    }
}
