package dev.offramp.model;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How what goes along a lane at one place is laid out: samples as they are there, and news.
 *
 * @param <T>     what a sample is there
 * @param type    the same
 * @param samples their layout
 */
public record LaneItemFormat<T extends LaneItem>(Class<T> type, WireFormat<T> samples) {

    private static final NewsFormat NEWS = new NewsFormat();

    /** Writes one item, each part of it with its layout. */
    public void write(LaneItem item, DataOutputView out) throws IOException {
        if (item instanceof News news) {
            out.writeBoolean(true);
            NEWS.writeNested(news, out);
        } else {
            out.writeBoolean(false);
            samples.writeNested(type.cast(item), out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public LaneItem read(DataInputView in) throws IOException {
        return in.readBoolean() ? NEWS.readNested(in) : samples.readNested(in);
    }
}
