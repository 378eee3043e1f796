package dev.offramp.kafka;

import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Thresholds;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a record of the policies topic to a policy update, or why there is none. */
final class PolicyReader {

    private static final SingleObjectReader<dev.offramp.schema.PolicyUpdate> UPDATES =
            new SingleObjectReader<>(dev.offramp.schema.PolicyUpdate.class);

    private PolicyReader() {}

    static PolicyUpdate read(ConsumedRecord record) throws Refusal {
        dev.offramp.schema.PolicyUpdate update = UPDATES.read(record.value());
        Policy policy = new Policy(
                update.getVersion(),
                named(Measure.class, update.getMeasure().name(), "measure"),
                thresholds(update.getThresholds()),
                positive(update.getDeadlineMillis(), "deadlineMillis"),
                positive(update.getBudgetMultiplyAdds(), "budgetMultiplyAdds"));
        PolicyScope scope = named(PolicyScope.class, update.getScope().name(), "scope");
        if ((scope == PolicyScope.DEFAULT) != update.getTarget().isEmpty()) {
            throw bad(
                    "scope " + scope + " has target '" + update.getTarget() + "'; a target is for groups and streams");
        }
        if (policy.deadlineMillis() != Policy.UNLIMITED) {
            throw bad("deadlineMillis is not obeyed by this release; leave it null");
        }
        PolicyUpdate read = new PolicyUpdate(scope, update.getTarget(), millis(update.getValidFrom()), policy);
        checkKey(record, read);
        return read;
    }

    /** Compaction goes by the key: under a wrong one an update would replace that of somebody else. */
    private static void checkKey(ConsumedRecord record, PolicyUpdate update) throws Refusal {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!key.equals(update.key())) {
            throw new Refusal(
                    RejectReason.KEY_MISMATCH, "the key is '" + key + "', the policy's key is '" + update.key() + "'");
        }
    }

    private static Thresholds thresholds(List<@Nullable Float> values) throws Refusal {
        float[] thresholds = new float[values.size()];
        for (int i = 0; i < thresholds.length; i++) {
            Float value = values.get(i);
            thresholds[i] = value == null ? Thresholds.CLOSED : value;
            if (Float.isNaN(thresholds[i])) {
                throw bad("the threshold of exit " + (i + 1) + " is NaN");
            }
        }
        return Thresholds.of(thresholds);
    }

    private static long positive(@Nullable Long value, String field) throws Refusal {
        if (value == null) {
            return Policy.UNLIMITED;
        }
        if (value <= 0) {
            throw bad(field + " must be positive, was " + value);
        }
        return value;
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name, String field) throws Refusal {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw bad(field + " is " + name);
        }
    }

    private static long millis(@Nullable Instant instant) {
        return instant == null ? Long.MIN_VALUE : instant.toEpochMilli();
    }

    private static Refusal bad(String detail) {
        return new Refusal(RejectReason.BAD_POLICY, "policy update: " + detail);
    }
}
