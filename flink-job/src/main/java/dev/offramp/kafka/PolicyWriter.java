package dev.offramp.kafka;

import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.schema.Measure;
import dev.offramp.schema.PolicyScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a policy update to the bytes of its record; {@link PolicyReader} reads them. */
public final class PolicyWriter {

    private PolicyWriter() {}

    /** The value of the record; its key is {@link PolicyUpdate#topicKey()}. */
    public static byte[] write(PolicyUpdate update) {
        return SingleObject.encode(dev.offramp.schema.PolicyUpdate.getEncoder(), record(update));
    }

    private static dev.offramp.schema.PolicyUpdate record(PolicyUpdate update) {
        Policy policy = update.policy();
        Succession succession = update.succession();
        long from = update.validFromMillis();
        return dev.offramp.schema.PolicyUpdate.newBuilder()
                .setScope(PolicyScope.valueOf(update.scope().name()))
                .setTarget(update.target())
                .setVersion(policy.version())
                .setValidFrom(from == PolicyUpdate.AT_ONCE ? null : Instant.ofEpochMilli(from))
                .setMeasure(Measure.valueOf(policy.criterion().measure().name()))
                .setThresholds(thresholds(policy.thresholds()))
                .setDeadlineMillis(limit(policy.limits().deadlineMillis()))
                .setBudgetMultiplyAdds(limit(policy.limits().budgetMultiplyAdds()))
                .setTemperatures(temperatures(policy.criterion().temperatures()))
                .setShadowShare(policy.shadowShare())
                .setSteered(succession.steered())
                .setReplaces(succession.replaces() == Succession.ANY ? null : succession.replaces())
                .setAuthor(succession.author())
                .build();
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
        return limit == Limits.NONE ? null : limit;
    }
}
