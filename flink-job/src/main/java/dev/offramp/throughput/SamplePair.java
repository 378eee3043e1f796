package dev.offramp.throughput;

import dev.offramp.refresh.GroupTotals;
import dev.offramp.refresh.SideTotals;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.stage.PairSide;
import dev.offramp.wire.WireTypeInfo;
import java.util.OptionalInt;

/**
 * A sample that one bundle answered and another one ran as a shadow.
 *
 * @param shadow   the bundle that nobody is told the answer of
 * @param answered the bundle that answered
 * @param stream   of the sample
 * @param seen     what both did with it; the shadow is the candidate
 */
public record SamplePair(BundleId shadow, BundleId answered, String stream, GroupTotals seen) {

    public static final WireTypeInfo<SamplePair> TYPE = new WireTypeInfo<>(SamplePair.class, new SamplePairFormat());

    /**
     * Of both sides of one sample.
     *
     * @param kind of the answers of both
     */
    static SamplePair of(PairSide shadow, PairSide answered, AnswerKind kind) {
        return new SamplePair(
                shadow.bundle(),
                answered.bundle(),
                answered.sample().stream(),
                GroupTotals.ofBoth(
                        kind.areSame(shadow.predicted(), answered.predicted()),
                        totals(shadow, kind),
                        totals(answered, kind)));
    }

    private static SideTotals totals(PairSide side, AnswerKind kind) {
        OptionalInt label = side.sample().label();
        double multiplyAdds = (double) side.multiplyAdds();
        double millis = (double) side.millis();
        return label.isPresent()
                ? SideTotals.labelled(kind.areSame(label.getAsInt(), side.predicted()), multiplyAdds, millis)
                : SideTotals.unlabelled(multiplyAdds, millis);
    }
}
