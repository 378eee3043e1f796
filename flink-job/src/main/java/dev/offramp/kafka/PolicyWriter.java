package dev.offramp.kafka;

import dev.offramp.policy.Criterion;
import dev.offramp.policy.Limits;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.schema.Measure;
import dev.offramp.schema.PolicyScope;
import dev.offramp.schema.PolicyUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a policy update to the bytes of its record; {@link PolicyReader} reads them. */
public final class PolicyWriter {

    private PolicyWriter() {}

    /** The value of the record; its key is {@link ScopedPolicy#topicKey()}. */
    public static byte[] write(ScopedPolicy update) {
        return SingleObject.encode(PolicyUpdate.getEncoder(), record(update));
    }

    private static PolicyUpdate record(ScopedPolicy update) {
        PolicyTerms terms = update.terms();
        Succession succession = update.succession();
        long from = update.validFromMillis();
        var record = PolicyUpdate.newBuilder()
                .setScope(PolicyScope.valueOf(update.scope().name()))
                .setTarget(update.target())
                .setVersion(update.version())
                .setValidFrom(from == ScopedPolicy.AT_ONCE ? null : Instant.ofEpochMilli(from))
                .setDeadlineMillis(limit(terms.deadlineMillis()))
                .setBudgetMultiplyAdds(limit(terms.budgetMultiplyAdds()))
                .setFramesPerSecond(rate(terms.framesPerSecond()))
                .setShadowShare(terms.shadowShare() == PolicyTerms.OPEN_SHARE ? null : terms.shadowShare())
                .setSteered(succession.steered())
                .setReplaces(succession.replaces() == Succession.ANY ? null : succession.replaces())
                .setAuthor(succession.author())
                .setReason(succession.reason());
        write(terms.wish(), record);
        return record.build();
    }

    private static void write(Wish wish, PolicyUpdate.Builder record) {
        if (wish instanceof Wish.AccuracyLoss loss) {
            record.setAcceptedLoss(loss.share());
        } else if (wish instanceof Wish.MeanMultiplyAdds mean) {
            record.setCostMultiplyAdds(mean.multiplyAdds());
        } else if (wish instanceof Wish.MeanMilliseconds mean) {
            record.setCostMilliseconds(mean.milliseconds());
        } else if (wish instanceof Wish.ThresholdsOf thresholds) {
            Criterion criterion = thresholds.criterion();
            record.setBundleName(thresholds.bundle().name())
                    .setBundleVersion(thresholds.bundle().version())
                    .setMeasure(Measure.valueOf(criterion.measure().name()))
                    .setThresholds(thresholds(criterion.thresholds()))
                    .setTemperatures(temperatures(criterion.temperatures()));
        }
    }

    private static List<@Nullable Float> thresholds(Thresholds thresholds) {
        List<@Nullable Float> values = new ArrayList<>();
        for (float threshold : thresholds.toArray()) {
            values.add(threshold == Thresholds.CLOSED ? null : (Float) threshold);
        }
        return values;
    }

    private static List<Float> temperatures(Temperatures temperatures) {
        List<Float> values = new ArrayList<>();
        for (float temperature : temperatures.toArray()) {
            values.add(temperature);
        }
        return values;
    }

    private static @Nullable Long limit(long limit) {
        if (limit == PolicyTerms.OPEN) {
            return null;
        }
        return limit == Limits.NONE ? 0 : limit;
    }

    private static @Nullable Double rate(double framesPerSecond) {
        if (framesPerSecond == PolicyTerms.OPEN) {
            return null;
        }
        return framesPerSecond == Limits.ANY_RATE ? 0 : framesPerSecond;
    }
}
