package dev.offramp.admission;

import dev.offramp.policy.StreamAccount;
import dev.offramp.policy.StreamAccounts;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Sample;
import java.util.List;
import java.util.Locale;

/**
 * Holds streams to their rates, in one subtask: a token bucket each, of one second's worth. A stream that is dealt out over several
 * subtasks has its rate shared out with it. The clock is the time at which Kafka says that frames were created, so that a replay
 * refuses the same ones. Not thread-safe.
 */
final class RateLimiter {

    private static final long FORGOTTEN_MILLIS = 3_600_000;
    private static final double MILLIS = 1_000;
    private static final double ROUNDING = 1e-9;

    private final int subtasks;
    private final StreamAccounts accounts = new StreamAccounts(Double.POSITIVE_INFINITY, FORGOTTEN_MILLIS);
    private long newestMillis = Long.MIN_VALUE;

    /** @param subtasks over which every stream is dealt out */
    RateLimiter(int subtasks) {
        this.subtasks = subtasks;
    }

    /**
     * Lets in all frames that a record or a clip brings, or refuses them.
     *
     * @param perSecond frames a second that its stream may send, in all subtasks together
     */
    void admit(EncodedFrame frame, double perSecond) throws Refusal {
        Sample sample = frame.sample();
        long createdMillis = sample.origin().timestampMillis();
        newestMillis = Math.max(newestMillis, createdMillis);
        double share = perSecond / subtasks;
        int frames = frame.freshFrames();
        boolean isAlone = frames == 1 && sample.clip().isEmpty();
        double opening = isAlone ? share : Math.max(frames, share); // no stream begins with half a clip
        StreamAccount before = accounts.of(sample.stream(), newestMillis)
                .orElseGet(() -> new StreamAccount(sample.stream(), opening, createdMillis));
        double balance = earned(before, createdMillis, share, frames);
        boolean isOver = balance < frames - ROUNDING;
        accounts.put(before.with(isOver ? balance : balance - frames, Math.max(before.usedMillis(), createdMillis)));
        if (isOver) {
            throw new Refusal(
                    RefusalReason.OVER_QUOTA,
                    String.format(Locale.ROOT, "the stream may send %s frames a second, and sends more", perSecond));
        }
    }

    /** Takes over an account from a checkpoint. */
    void add(StreamAccount account) {
        accounts.add(account);
    }

    /** As they stand, for a checkpoint. */
    List<StreamAccount> accounts() {
        return accounts.all();
    }

    /**
     * An account holds a second's worth, and never less than what comes at once; of many that come at once twice as much, for a subtask gets
     * them after unequal times, and a long one must be able to make up for a short one.
     */
    private static double earned(StreamAccount before, long createdMillis, double share, int frames) {
        double seconds = Math.max(0, createdMillis - before.usedMillis()) / MILLIS;
        double most = Math.max(frames == 1 ? 1 : 2 * frames, share);
        return Math.min(most, before.balance() + seconds * share);
    }
}
