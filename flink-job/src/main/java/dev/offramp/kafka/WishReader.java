package dev.offramp.kafka;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.PolicyUpdate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From a record of the policies topic to what it wants of the exits: one thing, or nothing. */
final class WishReader {

    private WishReader() {}

    static Wish read(PolicyUpdate update) throws Refusal {
        boolean hasThresholds =
                update.getBundleName() != null || !update.getThresholds().isEmpty();
        long wishes = Stream.of(update.getAcceptedLoss(), update.getCostMultiplyAdds(), update.getCostMilliseconds())
                .filter(Objects::nonNull)
                .count();
        if (wishes + (hasThresholds ? 1 : 0) > 1) {
            throw PolicyReader.bad(
                    "one of acceptedLoss, costMultiplyAdds, costMilliseconds and thresholds, not several");
        }
        try {
            return hasThresholds ? thresholds(update) : goal(update);
        } catch (IllegalArgumentException e) {
            throw PolicyReader.bad(String.valueOf(e.getMessage()));
        }
    }

    private static Wish goal(PolicyUpdate update) {
        Double loss = update.getAcceptedLoss();
        Long multiplyAdds = update.getCostMultiplyAdds();
        Double milliseconds = update.getCostMilliseconds();
        if (loss != null) {
            return new Wish.AccuracyLoss(loss);
        }
        if (multiplyAdds != null) {
            return new Wish.MeanMultiplyAdds(multiplyAdds);
        }
        return milliseconds == null ? Wish.OPEN : new Wish.MeanMilliseconds(milliseconds);
    }

    private static Wish thresholds(PolicyUpdate update) throws Refusal {
        String name = update.getBundleName();
        String version = update.getBundleVersion();
        if (name == null || version == null) {
            throw PolicyReader.bad("thresholds mean nothing without the bundle that they are for: bundleName and"
                    + " bundleVersion are missing");
        }
        Criterion criterion = new Criterion(
                PolicyReader.named(ConfidenceMeasure.class, update.getMeasure().name(), "measure"),
                Temperatures.of(floats(update.getTemperatures())),
                thresholds(update.getThresholds()));
        return new Wish.ThresholdsOf(new BundleId(name, version), criterion);
    }

    private static Thresholds thresholds(List<@Nullable Float> values) throws Refusal {
        float[] thresholds = new float[values.size()];
        for (int i = 0; i < thresholds.length; i++) {
            Float value = values.get(i);
            thresholds[i] = value == null ? Thresholds.CLOSED : value;
            if (Float.isNaN(thresholds[i])) {
                throw PolicyReader.bad("the threshold of exit " + (i + 1) + " is NaN");
            }
        }
        return Thresholds.of(thresholds);
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
