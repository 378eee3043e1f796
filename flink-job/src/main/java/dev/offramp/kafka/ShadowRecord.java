package dev.offramp.kafka;

import dev.offramp.refresh.Comparison;
import dev.offramp.refresh.Design;
import dev.offramp.refresh.GroupTotals;
import dev.offramp.refresh.Quantity;
import dev.offramp.refresh.SideTotals;
import dev.offramp.schema.Estimated;
import dev.offramp.schema.ShadowGroup;
import dev.offramp.schema.ShadowThroughput;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a window says of a shadow, as its record has it. */
final class ShadowRecord {

    private ShadowRecord() {}

    /** None of a bundle that was no shadow. */
    static @Nullable ShadowThroughput of(Comparison pairs) {
        if (pairs.groups().isEmpty()) {
            return null;
        }
        GroupTotals all = pairs.together();
        return ShadowThroughput.newBuilder()
                .setSamples(all.candidate().answered())
                .setAgreed(all.agreed())
                .setLabelled(all.candidate().labelled())
                .setCorrect(all.candidate().correct())
                .setAnsweredCorrect(all.serving().correct())
                .setMultiplyAdds(all.candidate().multiplyAdds())
                .setAnsweredMultiplyAdds(all.serving().multiplyAdds())
                .setAgreement(estimated(pairs, Quantity.AGREEMENT))
                .setAccuracyLoss(estimated(pairs, Quantity.ACCURACY_LOSS))
                .setCost(estimated(pairs, Quantity.COST))
                .setLatency(estimated(pairs, Quantity.LATENCY))
                .setGroups(pairs.groups().entrySet().stream()
                        .map(entry -> group(entry.getKey(), entry.getValue()))
                        .toList())
                .build();
    }

    private static @Nullable Estimated estimated(Comparison pairs, Quantity quantity) {
        return pairs.estimate(quantity)
                .map(interval -> new Estimated(interval.value(), interval.low(), interval.high()))
                .orElse(null);
    }

    private static ShadowGroup group(int number, GroupTotals group) {
        return new ShadowGroup(
                number,
                group.candidate().answered(),
                group.agreed(),
                group.candidate().labelled(),
                group.candidate().correct(),
                group.serving().correct(),
                group.candidate().multiplyAdds(),
                group.serving().multiplyAdds(),
                group.candidate().latencyMillis(),
                group.serving().latencyMillis());
    }

    /** The inverse. */
    static Comparison read(@Nullable ShadowThroughput record) throws IOException {
        SortedMap<Integer, GroupTotals> groups = new TreeMap<>();
        if (record != null) {
            for (ShadowGroup group : record.getGroups()) {
                if (groups.put(group.getGroup(), totals(group)) != null) {
                    throw new IOException("a window with two groups of streams of the number " + group.getGroup());
                }
            }
        }
        return new Comparison(Design.PAIRED, groups);
    }

    private static GroupTotals totals(ShadowGroup group) {
        return new GroupTotals(
                group.getAgreed(),
                new SideTotals(
                        group.getSamples(),
                        group.getLabelled(),
                        group.getCorrect(),
                        group.getMultiplyAdds(),
                        group.getLatencyMillis()),
                new SideTotals(
                        group.getSamples(),
                        group.getLabelled(),
                        group.getAnsweredCorrect(),
                        group.getAnsweredMultiplyAdds(),
                        group.getAnsweredLatencyMillis()));
    }
}
