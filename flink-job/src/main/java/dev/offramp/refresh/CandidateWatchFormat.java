package dev.offramp.refresh;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link CandidateWatch}. */
public final class CandidateWatchFormat implements WireFormat<CandidateWatch> {

    private static final long serialVersionUID = 1;
    private static final PromotionRuleFormat RULE = new PromotionRuleFormat();
    private static final ComparedWindowFormat WINDOW = new ComparedWindowFormat();

    @Override
    public String id() {
        return "offramp/candidate-watch";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(CandidateWatch watch, DataOutputView out) throws IOException {
        RULE.writeNested(watch.rule(), out);
        out.writeUTF(watch.design().name());
        out.writeLong(watch.sinceMillis());
        out.writeLong(watch.nowMillis());
        WINDOW.writeAll(watch.windows(), out);
    }

    @Override
    public CandidateWatch read(int version, DataInputView in) throws IOException {
        return new CandidateWatch(
                RULE.readNested(in), Design.valueOf(in.readUTF()), in.readLong(), in.readLong(), WINDOW.readAll(in));
    }
}
