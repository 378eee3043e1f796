package dev.offramp.kafka;

import dev.offramp.policy.Criterion;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Temperatures;
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
                update.getVersion(), criterion(update), limits(update), shadowShare(update.getShadowShare()));
        PolicyScope scope = named(PolicyScope.class, update.getScope().name(), "scope");
        if ((scope == PolicyScope.DEFAULT) != update.getTarget().isEmpty()) {
            throw bad(
                    "scope " + scope + " has target '" + update.getTarget() + "'; a target is for groups and streams");
        }
        Succession succession = new Succession(update.getAuthor(), update.getSteered(), replaces(update.getReplaces()));
        PolicyUpdate read =
                new PolicyUpdate(scope, update.getTarget(), millis(update.getValidFrom()), policy, succession);
        checkKey(record, read);
        return read;
    }

    private static Criterion criterion(dev.offramp.schema.PolicyUpdate update) throws Refusal {
        return new Criterion(
                named(Measure.class, update.getMeasure().name(), "measure"),
                temperatures(update.getTemperatures()),
                thresholds(update.getThresholds()));
    }

    private static Limits limits(dev.offramp.schema.PolicyUpdate update) throws Refusal {
        return new Limits(
                positive(update.getDeadlineMillis(), "deadlineMillis"),
                positive(update.getBudgetMultiplyAdds(), "budgetMultiplyAdds"));
    }

    private static double shadowShare(double share) throws Refusal {
        if (!(share >= 0 && share <= 1)) {
            throw bad("shadowShare must be 0 to 1, was " + share);
        }
        return share;
    }

    private static long replaces(@Nullable Long version) throws Refusal {
        if (version != null && version < 0) {
            throw bad("replaces must not be negative, was " + version);
        }
        return version == null ? Succession.ANY : version;
    }

    private static Temperatures temperatures(List<Float> values) throws Refusal {
        try {
            return Temperatures.of(floats(values));
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    /** Compaction goes by the key: under a wrong one an update would replace that of somebody else. */
    private static void checkKey(ConsumedRecord record, PolicyUpdate update) throws Refusal {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!key.equals(update.topicKey())) {
            throw new Refusal(
                    RejectReason.KEY_MISMATCH,
                    "the key is '" + key + "', the policy's key is '" + update.topicKey() + "'");
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

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    private static long positive(@Nullable Long value, String field) throws Refusal {
        if (value == null) {
            return Limits.NONE;
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
        return instant == null ? PolicyUpdate.AT_ONCE : instant.toEpochMilli();
    }

    private static Refusal bad(String detail) {
        return new Refusal(RejectReason.BAD_POLICY, "policy update: " + detail);
    }
}
