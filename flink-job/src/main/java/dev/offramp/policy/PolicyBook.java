package dev.offramp.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks up the policy of a stream: what its own says, and what that leaves open its groups' (longest prefix first), the
 * default one, and last the bundle's. What scopes come to together is worked out once for each scope, when a stream of it is
 * first seen after a change. Not thread-safe.
 */
public final class PolicyBook {

    private final ServedBundle bundle;
    private final Map<String, PolicySchedule> byKey = new HashMap<>();
    private final Map<String, ScopeTimeline> ofStreams = new HashMap<>();
    private final TreeMap<String, ScopeTimeline> ofGroups = new TreeMap<>();
    private final Set<String> forOtherBundles = ConcurrentHashMap.newKeySet();
    private final ScopeTimeline ofAll = new ScopeTimeline(Scope.DEFAULT.key(""));

    /** Rises with every change of a scope from which others inherit. */
    private long generation;

    /** A scope with what its streams meet over time, as long as nothing has changed. */
    private static final class ScopeTimeline {

        private final String key;
        private PolicyTimeline timeline = PolicyTimeline.EMPTY;
        private long generation = -1;

        ScopeTimeline(String key) {
            this.key = key;
        }
    }

    /** A book of schedules by {@link PolicyChange#key()}. */
    public PolicyBook(ServedBundle bundle, Map<String, PolicySchedule> byKey) {
        this.bundle = bundle;
        byKey.forEach(this::put);
    }

    /** Replaces the schedule under a {@link PolicyChange#key()}. */
    public void put(String key, PolicySchedule schedule) {
        byKey.put(key, schedule);
        noteBundle(key, schedule);
        String target = key.substring(key.indexOf('/') + 1);
        if (key.startsWith(Scope.STREAM.key(""))) {
            replace(ofStreams, target, key, schedule);
        } else if (key.startsWith(Scope.GROUP.key(""))) {
            replace(ofGroups, target, key, schedule);
            generation++;
        } else {
            generation++;
        }
    }

    /** The policy that a frame of this stream and event time meets. Every frame asks, so it makes no keys and no streams. */
    public Policy lookUp(String stream, long eventTimeMillis) {
        ScopeTimeline own = ofStreams.get(stream);
        ScopeTimeline scope = own == null ? groupOf(stream) : own;
        if (scope.generation != generation) {
            scope.timeline = PolicyTimeline.of(chain(scope.key), bundle);
            scope.generation = generation;
        }
        return scope.timeline.at(eventTimeMillis);
    }

    /** How many scopes have thresholds of another bundle, which are not obeyed; any thread may ask. */
    public int scopesForOtherBundles() {
        return forOtherBundles.size();
    }

    private void noteBundle(String key, PolicySchedule schedule) {
        boolean inVain = schedule.newest()
                .filter(update -> bundle.isForAnother(update.terms().wish()))
                .isPresent();
        if (inVain) {
            forOtherBundles.add(key);
        } else {
            forOtherBundles.remove(key);
        }
    }

    private static void replace(Map<String, ScopeTimeline> scopes, String target, String key, PolicySchedule schedule) {
        if (schedule.updates().isEmpty()) {
            scopes.remove(target);
        } else {
            scopes.put(target, new ScopeTimeline(key));
        }
    }

    /**
     * The longest prefix of the stream that has a policy, or everybody. No prefix lies between the stream and the greatest entry
     * below it but what both begin with: so each step looks at a shorter beginning.
     */
    private ScopeTimeline groupOf(String stream) {
        String beginning = stream;
        String candidate = ofGroups.floorKey(beginning);
        while (candidate != null && !stream.startsWith(candidate)) {
            beginning = stream.substring(0, common(stream, candidate));
            candidate = ofGroups.floorKey(beginning);
        }
        return candidate == null ? ofAll : ofGroups.getOrDefault(candidate, ofAll);
    }

    private static int common(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    /** The schedules that a scope inherits from, its own first. */
    private List<PolicySchedule> chain(String key) {
        String target = key.substring(key.indexOf('/') + 1);
        List<PolicySchedule> chain = new ArrayList<>();
        if (key.startsWith(Scope.STREAM.key(""))) {
            chain.add(schedule(key));
        }
        if (!key.equals(ofAll.key)) {
            for (String prefix : ofGroups.descendingKeySet()) { // of prefixes of one text, a longer one is greater
                if (target.startsWith(prefix)) {
                    chain.add(schedule(Scope.GROUP.key(prefix)));
                }
            }
        }
        chain.add(schedule(ofAll.key));
        return chain;
    }

    private PolicySchedule schedule(String key) {
        return byKey.getOrDefault(key, PolicySchedule.EMPTY);
    }
}
