package dev.offramp.admission;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;

/** Whether an answer to a frame can still be in time. Pure. */
record DueDate(AdmittedFrame admitted) {

    /**
     * Refuses a frame whose answer was due before now.
     *
     * @param nowMillis since the Unix epoch
     */
    void check(long nowMillis) throws Refusal {
        long createdMillis = admitted.frame().sample().origin().timestampMillis();
        long dueMillis = admitted.limits().dueMillis(createdMillis);
        if (nowMillis > dueMillis) {
            throw new Refusal(
                    RefusalReason.PAST_DEADLINE,
                    "the answer was due " + (dueMillis - createdMillis) + " ms after the frame was created; "
                            + (nowMillis - createdMillis) + " ms had passed when it was let in");
        }
    }
}
