package dev.offramp.exit;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accounts of all streams with a budget at one exit, in one subtask. A stream that is dealt out over several subtasks has an account
 * in each: credit is earned a sample, so that its mean holds exactly whatever the deal, and the burst is shared out. Not thread-safe.
 */
final class CreditLedger {

    private final DepthCredit credit;
    private final long timeToLiveMillis;
    /** Those that were used longest ago first. */
    private final Map<String, StreamCredit> byStream = new LinkedHashMap<>(16, 0.75f, true);

    CreditLedger(DepthCredit credit, Duration timeToLive) {
        this.credit = credit;
        this.timeToLiveMillis = timeToLive.toMillis();
    }

    /** One more sample of the stream comes to the exit: earns its share, and pays to go deeper where it wants to and can. */
    boolean goesDeeper(String stream, boolean wanted, long budgetMultiplyAdds, long nowMillis) {
        forgetSilent(nowMillis);
        StreamCredit before = byStream.get(stream);
        double earned = credit.earned(before == null ? credit.initial() : before.balance(), budgetMultiplyAdds);
        boolean deeper = wanted && credit.affords(earned);
        double after = deeper ? credit.spent(earned) : earned;
        byStream.put(stream, new StreamCredit(stream, after, nowMillis));
        return deeper;
    }

    /** Takes over an account; two of one stream, as a smaller parallelism brings them together, become one. */
    void add(StreamCredit account) {
        byStream.merge(
                account.stream(),
                account,
                (one, other) -> one.with(
                        Math.min(credit.burst(), one.balance() + other.balance()),
                        Math.max(one.usedMillis(), other.usedMillis())));
    }

    /** As it stands, for a checkpoint. */
    List<StreamCredit> accounts() {
        return List.copyOf(byStream.values());
    }

    private void forgetSilent(long nowMillis) {
        Iterator<StreamCredit> longestAgo = byStream.values().iterator();
        while (longestAgo.hasNext() && nowMillis - longestAgo.next().usedMillis() > timeToLiveMillis) {
            longestAgo.remove();
        }
    }
}
