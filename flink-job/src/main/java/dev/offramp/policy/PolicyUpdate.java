package dev.offramp.policy;

import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;

/**
 * A new policy for one scope.
 *
 * @param target          empty, a stream-id prefix, or a stream id
 * @param validFromMillis event time from which frames meet the policy; {@link Long#MIN_VALUE} is at once
 */
public record PolicyUpdate(PolicyScope scope, String target, long validFromMillis, Policy policy)
        implements Serializable {

    public static final WireTypeInfo<PolicyUpdate> TYPE =
            new WireTypeInfo<>(PolicyUpdate.class, new PolicyUpdateFormat());

    /** The key of the compacted topic and of the broadcast state. */
    public String key() {
        return scope + "/" + target;
    }
}
