package dev.offramp.policy;

import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;

/** What a record of the policies topic does to one scope: sets its policy, or withdraws one that was set. */
public sealed interface PolicyChange extends Serializable permits ScopedPolicy, Withdrawal {

    WireTypeInfo<PolicyChange> TYPE = new WireTypeInfo<>(PolicyChange.class, new PolicyChangeFormat());

    Scope scope();

    /** Empty, a stream-id prefix, or a stream id. */
    String target();

    /** Event time from which frames meet the policy; or {@link ScopedPolicy#AT_ONCE}. */
    long validFromMillis();

    /** Whom it is for: the key of the broadcast state. */
    default String key() {
        return scope().key(target());
    }

    /** The key on the compacted topic: a policy with a valid-from has one of its own, and outlives the next update. */
    default String topicKey() {
        return validFromMillis() == ScopedPolicy.AT_ONCE ? key() : scope() + "@" + validFromMillis() + "/" + target();
    }
}
