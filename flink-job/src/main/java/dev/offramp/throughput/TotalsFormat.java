package dev.offramp.throughput;

import dev.offramp.refresh.ComparedWindowFormat;
import dev.offramp.refresh.Comparison;
import dev.offramp.refresh.Design;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The layout of {@link Totals}: that of the time when a job had one bundle, under an id of its own; the first one knew no shadows beside
 * other bundles, the second no labels, the third no numbers.
 */
public final class TotalsFormat implements WireFormat<Totals> {

    private static final long serialVersionUID = 1;
    private static final int WITHOUT_PAIRS = 1;
    private static final int WITH_LABELS = 3;
    private static final int WITH_NUMBERS = 4;
    private static final StreamTotalsFormat STREAM = new StreamTotalsFormat();
    private static final HistogramFormat LATENCIES = new HistogramFormat();

    @Override
    public String id() {
        return "offramp/totals-of-bundle";
    }

    @Override
    public int version() {
        return WITH_NUMBERS;
    }

    @Override
    public void write(Totals totals, DataOutputView out) throws IOException {
        out.writeLong(totals.multiplyAdds());
        out.writeLong(totals.shadowMultiplyAdds());
        out.writeLong(totals.budget().samples());
        out.writeLong(totals.budget().allowed());
        out.writeLong(totals.budget().multiplyAdds());
        out.writeLong(totals.limits().withDeadline());
        out.writeLong(totals.limits().inTime());
        out.writeLong(totals.limits().cutByDeadline());
        out.writeLong(totals.limits().cutByBudget());
        out.writeByte(totals.exits().size());
        for (ExitTotals exit : totals.exits()) {
            out.writeLong(exit.samples());
            out.writeLong(exit.labelled());
            out.writeLong(exit.correct());
            out.writeLong(exit.shadowed());
            out.writeLong(exit.agreed());
            LATENCIES.writeNested(exit.latencyMicros(), out);
        }
        out.writeByte(totals.stages().size());
        for (StageTotals stage : totals.stages()) {
            out.writeLong(stage.samples());
            out.writeLong(stage.batchSizes());
            LATENCIES.writeNested(stage.queueMicros(), out);
            LATENCIES.writeNested(stage.computeMicros(), out);
        }
        out.writeInt(totals.tallies());
        out.writeInt(totals.streams().named().size());
        for (StreamTotals stream : totals.streams().named()) {
            STREAM.writeNested(stream, out);
        }
        out.writeLong(totals.streams().others());
        ComparedWindowFormat.writeGroups(totals.pairs().groups(), out);
        out.writeLong(totals.labels().right());
        out.writeLong(totals.labels().wrong());
        out.writeLong(totals.labels().missed());
        out.writeLong(totals.numbers().samples());
        out.writeDouble(totals.numbers().absoluteError());
    }

    @Override
    public Totals read(int version, DataInputView in) throws IOException {
        Totals totals = readWithoutStreams(in).with(streams(in));
        if (version == WITHOUT_PAIRS) {
            return totals;
        }
        Totals paired = totals.with(new Comparison(Design.PAIRED, ComparedWindowFormat.readGroups(in)));
        if (version < WITH_LABELS) {
            return paired;
        }
        Totals labelled = paired.with(new LabelTotals(in.readLong(), in.readLong(), in.readLong()));
        return version < WITH_NUMBERS ? labelled : labelled.with(new NumberTotals(in.readLong(), in.readDouble()));
    }

    /** All but the streams, which were not told apart at first. */
    static Totals readWithoutStreams(DataInputView in) throws IOException {
        long multiplyAdds = in.readLong();
        long shadowMultiplyAdds = in.readLong();
        BudgetTotals budget = new BudgetTotals(in.readLong(), in.readLong(), in.readLong());
        LimitTotals limits = new LimitTotals(in.readLong(), in.readLong(), in.readLong(), in.readLong());
        int exitCount = in.readUnsignedByte();
        List<ExitTotals> exits = new ArrayList<>(exitCount);
        for (int i = 0; i < exitCount; i++) {
            exits.add(new ExitTotals(
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    LATENCIES.readNested(in)));
        }
        int stageCount = in.readUnsignedByte();
        List<StageTotals> stages = new ArrayList<>(stageCount);
        for (int i = 0; i < stageCount; i++) {
            stages.add(
                    new StageTotals(in.readLong(), in.readLong(), LATENCIES.readNested(in), LATENCIES.readNested(in)));
        }
        return new Totals(multiplyAdds, shadowMultiplyAdds, budget, limits, exits, stages, in.readInt());
    }

    private static DearestStreams streams(DataInputView in) throws IOException {
        int count = in.readInt();
        List<StreamTotals> named = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            named.add(STREAM.readNested(in));
        }
        return new DearestStreams(named, in.readLong());
    }
}
