package dev.offramp.policy;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;
import dev.offramp.sample.Sample;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    /** Those that were used longest ago first. */
    private final Map<String, StreamAccount> byStream = new LinkedHashMap<>(16, 0.75f, true);

    private long newestMillis = Long.MIN_VALUE;

    /** @param subtasks over which every stream is dealt out */
    RateLimiter(int subtasks) {
        this.subtasks = subtasks;
    }

    /**
     * Lets a frame in, or refuses it.
     *
     * @param perSecond frames a second that its stream may send, in all subtasks together
     */
    void admit(Sample sample, double perSecond) throws Refusal {
        long createdMillis = sample.origin().timestampMillis();
        newestMillis = Math.max(newestMillis, createdMillis);
        forgetSilent();
        double share = perSecond / subtasks;
        StreamAccount before = byStream.get(sample.stream());
        double balance = before == null ? share : earned(before, createdMillis, share);
        long usedMillis = before == null ? createdMillis : Math.max(before.usedMillis(), createdMillis);
        boolean isOver = balance < 1 - ROUNDING;
        byStream.put(sample.stream(), new StreamAccount(sample.stream(), isOver ? balance : balance - 1, usedMillis));
        if (isOver) {
            throw new Refusal(
                    RejectReason.OVER_QUOTA,
                    String.format(Locale.ROOT, "the stream may send %s frames a second, and sends more", perSecond));
        }
    }

    /** Takes over an account; two of one stream become one. */
    void add(StreamAccount account) {
        byStream.merge(
                account.stream(),
                account,
                (one, other) ->
                        one.with(one.balance() + other.balance(), Math.max(one.usedMillis(), other.usedMillis())));
    }

    /** As it stands, for a checkpoint. */
    List<StreamAccount> accounts() {
        return List.copyOf(byStream.values());
    }

    private static double earned(StreamAccount before, long createdMillis, double share) {
        double seconds = Math.max(0, createdMillis - before.usedMillis()) / MILLIS;
        return Math.min(Math.max(1, share), before.balance() + seconds * share);
    }

    private void forgetSilent() {
        Iterator<StreamAccount> longestAgo = byStream.values().iterator();
        while (longestAgo.hasNext() && newestMillis - longestAgo.next().usedMillis() > FORGOTTEN_MILLIS) {
            longestAgo.remove();
        }
    }
}
