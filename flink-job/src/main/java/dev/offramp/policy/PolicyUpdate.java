package dev.offramp.policy;

import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;

/**
 * A new policy for one scope.
 *
 * @param target          empty, a stream-id prefix, or a stream id
 * @param validFromMillis event time from which frames meet the policy; or {@link #AT_ONCE}
 */
public record PolicyUpdate(PolicyScope scope, String target, long validFromMillis, Policy policy, Succession succession)
        implements Serializable {

    /** In force with the first frame that meets it. */
    public static final long AT_ONCE = Long.MIN_VALUE;

    public static final WireTypeInfo<PolicyUpdate> TYPE =
            new WireTypeInfo<>(PolicyUpdate.class, new PolicyUpdateFormat());

    /** Whom the policy is for: the key of the broadcast state. */
    public String key() {
        return scope + "/" + target;
    }

    /** The key on the compacted topic: a policy with a valid-from has one of its own, and outlives the next update. */
    public String topicKey() {
        return validFromMillis == AT_ONCE ? key() : scope + "@" + validFromMillis + "/" + target;
    }
}
