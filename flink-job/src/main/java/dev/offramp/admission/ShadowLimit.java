package dev.offramp.admission;

import dev.offramp.policy.Limits;
import java.io.Serializable;
import java.time.Duration;

/**
 * Which frames a shadow may see: those that did not have to wait. Where a job has more to do than it can, its frames wait before admission,
 * and grow older; so shadows stop before anything else suffers. Pure.
 *
 * @param maxAge of a frame, from its creation until it is let in
 */
record ShadowLimit(Duration maxAge) implements Serializable {

    private static final int QUARTER = 4;

    boolean sees(AdmittedFrame admitted, long nowMillis) {
        long ageMillis = admitted.frame().sample().ageMillis(nowMillis);
        long deadlineMillis = admitted.limits().deadlineMillis();
        return ageMillis <= maxAge.toMillis()
                && (deadlineMillis == Limits.NONE || ageMillis <= deadlineMillis / QUARTER);
    }
}
