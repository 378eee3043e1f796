package dev.offramp.kafka;

import dev.offramp.policy.Limits;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Withdrawal;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.schema.PolicyUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a record of the policies topic to a policy update, or why there is none. */
final class PolicyReader {

    private final SingleObjectReader<PolicyUpdate> updates;

    PolicyReader(WriterSchemas registry) {
        this.updates = new SingleObjectReader<>(PolicyUpdate.class, registry);
    }

    /** The change that a record makes; empty where it withdraws what was no policy. */
    Optional<PolicyRecord> read(ConsumedRecord record) throws Refusal {
        Optional<? extends PolicyChange> change = record.isTombstone()
                ? Withdrawal.of(new String(record.key(), StandardCharsets.UTF_8))
                : Optional.of(update(record));
        return change.map(found -> new PolicyRecord(record.origin(), record.key(), record.value(), found));
    }

    private ScopedPolicy update(ConsumedRecord record) throws Refusal {
        PolicyUpdate update = updates.read(record.value());
        Scope scope = named(Scope.class, update.getScope().name(), "scope");
        if ((scope == Scope.DEFAULT) != update.getTarget().isEmpty()) {
            throw bad(
                    "scope " + scope + " has target '" + update.getTarget() + "'; a target is for groups and streams");
        }
        Succession succession = new Succession(
                update.getAuthor(), update.getReason(), update.getSteered(), replaces(update.getReplaces()));
        ScopedPolicy read = new ScopedPolicy(
                scope,
                update.getTarget(),
                millis(update.getValidFrom()),
                update.getVersion(),
                terms(update),
                succession);
        checkKey(record, read);
        return read;
    }

    private static PolicyTerms terms(PolicyUpdate update) throws Refusal {
        return new PolicyTerms(
                WishReader.read(update),
                limit(update.getDeadlineMillis(), "deadlineMillis"),
                limit(update.getBudgetMultiplyAdds(), "budgetMultiplyAdds"),
                rate(update.getFramesPerSecond()),
                shadowShare(update.getShadowShare()));
    }

    private static double shadowShare(@Nullable Double share) throws Refusal {
        if (share == null) {
            return PolicyTerms.OPEN_SHARE;
        }
        if (!(share >= 0 && share <= 1)) {
            throw bad("shadowShare must be 0 to 1, was " + share);
        }
        return share;
    }

    private static double rate(@Nullable Double framesPerSecond) throws Refusal {
        if (framesPerSecond == null) {
            return PolicyTerms.OPEN;
        }
        if (!(framesPerSecond >= 0 && Double.isFinite(framesPerSecond))) {
            throw bad("framesPerSecond must be 0, which is any, or above, was " + framesPerSecond);
        }
        return framesPerSecond == 0 ? Limits.ANY_RATE : framesPerSecond;
    }

    private static long replaces(@Nullable Long version) throws Refusal {
        if (version != null && version < 0) {
            throw bad("replaces must not be negative, was " + version);
        }
        return version == null ? Succession.ANY : version;
    }

    /** Compaction goes by the key: under a wrong one an update would replace that of somebody else. */
    private static void checkKey(ConsumedRecord record, ScopedPolicy update) throws Refusal {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!key.equals(update.topicKey())) {
            throw new Refusal(
                    RefusalReason.KEY_MISMATCH,
                    "the key is '" + key + "', the policy's key is '" + update.topicKey() + "'");
        }
    }

    private static long limit(@Nullable Long value, String field) throws Refusal {
        if (value == null) {
            return PolicyTerms.OPEN;
        }
        if (value < 0) {
            throw bad(field + " must be 0, which is none, or above, was " + value);
        }
        return value == 0 ? Limits.NONE : value;
    }

    static <E extends Enum<E>> E named(Class<E> type, String name, String field) throws Refusal {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw bad(field + " is " + name);
        }
    }

    private static long millis(@Nullable Instant instant) {
        return instant == null ? ScopedPolicy.AT_ONCE : instant.toEpochMilli();
    }

    static Refusal bad(String detail) {
        return new Refusal(RefusalReason.BAD_POLICY, "policy update: " + detail);
    }
}
