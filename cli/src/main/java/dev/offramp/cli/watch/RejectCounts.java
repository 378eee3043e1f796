package dev.offramp.cli.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why records were refused, of the newest on the topic: so many were looked at, however many there are.
 *
 * @param lookedAt  the newest on the topic
 * @param reasons   most frequent first
 */
public record RejectCounts(long lookedAt, List<Reason> reasons) {

    /** Before the topic was looked at, or where it is empty. */
    public static final RejectCounts NONE = new RejectCounts(0, List.of());

    /** One reason, with the newest record that was refused for it. */
    public record Reason(String reason, long count, String detail, String where, long atMillis) {

        Reason and(Reason other) {
            Reason newer = other.atMillis >= atMillis ? other : this;
            return new Reason(reason, count + other.count, newer.detail, newer.where, newer.atMillis);
        }
    }

    public RejectCounts {
        reasons = List.copyOf(reasons);
    }

    static RejectCounts of(List<Reason> each) {
        Map<String, Reason> byReason = new LinkedHashMap<>();
        each.forEach(one -> byReason.merge(one.reason(), one, Reason::and));
        List<Reason> reasons = new ArrayList<>(byReason.values());
        reasons.sort((a, b) -> Long.compare(b.count(), a.count()));
        return new RejectCounts(each.size(), reasons);
    }
}
