package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSourceFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link AnalysisState}. */
public final class AnalysisStateFormat implements WireFormat<AnalysisState> {

    private static final long serialVersionUID = 1;
    private static final BundleSourceFormat SOURCE = new BundleSourceFormat();
    private static final OrderFormat ORDER = new OrderFormat();
    private static final CandidateWatchFormat WATCH = new CandidateWatchFormat();

    @Override
    public String id() {
        return "offramp/canary-analysis";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(AnalysisState state, DataOutputView out) throws IOException {
        SOURCE.writeOptional(state.serving(), out);
        ORDER.writeOptional(state.ordered(), out);
        out.writeBoolean(state.canary().isPresent());
        if (state.canary().isPresent()) {
            write(state.canary().get(), out);
        }
        out.writeLong(state.newestVersion());
    }

    private static void write(Canary canary, DataOutputView out) throws IOException {
        ORDER.writeNested(canary.order(), out);
        WATCH.writeNested(canary.watch(), out);
        out.writeBoolean(canary.promoted());
    }

    @Override
    public AnalysisState read(int version, DataInputView in) throws IOException {
        return new AnalysisState(SOURCE.readOptional(in), ORDER.readOptional(in), readCanary(in), in.readLong());
    }

    private static Optional<Canary> readCanary(DataInputView in) throws IOException {
        return in.readBoolean()
                ? Optional.of(new Canary(ORDER.readNested(in), WATCH.readNested(in), in.readBoolean()))
                : Optional.empty();
    }
}
