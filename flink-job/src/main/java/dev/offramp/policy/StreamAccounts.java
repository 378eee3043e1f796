package dev.offramp.policy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts of streams in one subtask; those that are silent for long are forgotten, so that they do not grow for ever. Not thread-safe. */
public final class StreamAccounts {

    private final double most;
    private final long timeToLiveMillis;
    /** Those that were used longest ago first. */
    private final Map<String, StreamAccount> byStream = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * None yet.
     *
     * @param most that two accounts of one stream may hold together
     */
    public StreamAccounts(double most, long timeToLiveMillis) {
        this.most = most;
        this.timeToLiveMillis = timeToLiveMillis;
    }

    /** That of a stream, if it has one that is not too old; milliseconds since the Unix epoch. */
    public Optional<StreamAccount> of(String stream, long nowMillis) {
        forgetSilent(nowMillis);
        return Optional.ofNullable(byStream.get(stream));
    }

    /** Keeps an account in place of the stream's last one. */
    public void put(StreamAccount account) {
        byStream.put(account.stream(), account);
    }

    /** Takes over an account; two of one stream, as a smaller parallelism brings them together, become one. */
    public void add(StreamAccount account) {
        byStream.merge(
                account.stream(),
                account,
                (one, other) -> one.with(
                        Math.min(most, one.balance() + other.balance()),
                        Math.max(one.usedMillis(), other.usedMillis())));
    }

    /** As they stand, for a checkpoint. */
    public List<StreamAccount> all() {
        return List.copyOf(byStream.values());
    }

    private void forgetSilent(long nowMillis) {
        Iterator<StreamAccount> longestAgo = byStream.values().iterator();
        while (longestAgo.hasNext() && nowMillis - longestAgo.next().usedMillis() > timeToLiveMillis) {
            longestAgo.remove();
        }
    }
}
