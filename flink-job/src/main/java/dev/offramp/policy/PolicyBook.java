package dev.offramp.policy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up the policy of a stream: its own, its group's (longest prefix), the default one, the one the job began with. */
public final class PolicyBook {

    private final Policy initial;
    private final Map<String, PolicySchedule> byKey;
    private final List<String> prefixes;

    /** A book of schedules by {@link PolicyUpdate#key()}, and the policy for streams that none of them names. */
    public PolicyBook(Policy initial, Map<String, PolicySchedule> byKey) {
        this.initial = initial;
        this.byKey = new HashMap<>(byKey);
        String group = PolicyScope.GROUP + "/";
        this.prefixes = byKey.keySet().stream()
                .filter(key -> key.startsWith(group))
                .map(key -> key.substring(group.length()))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The policy that a frame of this stream and event time meets. */
    public Policy lookUp(String stream, long eventTimeMillis) {
        return at(PolicyScope.STREAM, stream, eventTimeMillis)
                .or(() -> ofGroup(stream, eventTimeMillis))
                .or(() -> at(PolicyScope.DEFAULT, "", eventTimeMillis))
                .orElse(initial);
    }

    private Optional<Policy> ofGroup(String stream, long eventTimeMillis) {
        return prefixes.stream()
                .filter(stream::startsWith)
                .flatMap(prefix -> at(PolicyScope.GROUP, prefix, eventTimeMillis).stream())
                .findFirst();
    }

    private Optional<Policy> at(PolicyScope scope, String target, long eventTimeMillis) {
        return Optional.ofNullable(byKey.get(scope + "/" + target)).flatMap(schedule -> schedule.at(eventTimeMillis));
    }
}
