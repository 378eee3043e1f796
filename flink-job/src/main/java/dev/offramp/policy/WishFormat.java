package dev.offramp.policy;

import dev.offramp.sample.BundleId;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Wish}. */
public final class WishFormat implements WireFormat<Wish> {

    private static final long serialVersionUID = 1;
    private static final CriterionFormat CRITERION = new CriterionFormat();
    private static final int OPEN = 0;
    private static final int ACCURACY_LOSS = 1;
    private static final int MEAN_MULTIPLY_ADDS = 2;
    private static final int MEAN_MILLISECONDS = 3;
    private static final int THRESHOLDS = 4;

    @Override
    public String id() {
        return "offramp/wish";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Wish wish, DataOutputView out) throws IOException {
        if (wish instanceof Wish.AccuracyLoss loss) {
            out.writeByte(ACCURACY_LOSS);
            out.writeDouble(loss.share());
        } else if (wish instanceof Wish.MeanMultiplyAdds mean) {
            out.writeByte(MEAN_MULTIPLY_ADDS);
            out.writeLong(mean.multiplyAdds());
        } else if (wish instanceof Wish.MeanMilliseconds mean) {
            out.writeByte(MEAN_MILLISECONDS);
            out.writeDouble(mean.milliseconds());
        } else if (wish instanceof Wish.ThresholdsOf thresholds) {
            out.writeByte(THRESHOLDS);
            Bytes.writeText(thresholds.bundle().name(), out);
            Bytes.writeText(thresholds.bundle().version(), out);
            CRITERION.writeNested(thresholds.criterion(), out);
        } else {
            out.writeByte(OPEN);
        }
    }

    @Override
    public Wish read(int version, DataInputView in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case OPEN -> Wish.OPEN;
            case ACCURACY_LOSS -> new Wish.AccuracyLoss(in.readDouble());
            case MEAN_MULTIPLY_ADDS -> new Wish.MeanMultiplyAdds(in.readLong());
            case MEAN_MILLISECONDS -> new Wish.MeanMilliseconds(in.readDouble());
            case THRESHOLDS ->
                new Wish.ThresholdsOf(new BundleId(Bytes.readText(in), Bytes.readText(in)), CRITERION.readNested(in));
            default -> throw new IOException("a wish of kind " + kind + " is of a later release");
        };
    }
}
