package dev.offramp.policy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up the policy of a stream: its own, its group's (longest prefix), the default one, the one the job began with. */
public final class PolicyBook {

    private final Policy initial;
    private final Map<String, PolicySchedule> ofStreams;
    private final List<Group> groups;
    private final PolicySchedule ofAll;

    private record Group(String prefix, PolicySchedule schedule) {}

    /** A book of schedules by {@link PolicyUpdate#key()}, and the policy for streams that none of them names. */
    public PolicyBook(Policy initial, Map<String, PolicySchedule> byKey) {
        this.initial = initial;
        this.ofStreams = of(PolicyScope.STREAM, byKey);
        this.groups = of(PolicyScope.GROUP, byKey).entrySet().stream()
                .map(entry -> new Group(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt((Group group) -> group.prefix.length())
                        .reversed())
                .toList();
        this.ofAll = of(PolicyScope.DEFAULT, byKey).getOrDefault("", PolicySchedule.EMPTY);
    }

    private static Map<String, PolicySchedule> of(PolicyScope scope, Map<String, PolicySchedule> byKey) {
        String beginning = scope + "/";
        Map<String, PolicySchedule> byTarget = new HashMap<>();
        byKey.forEach((key, schedule) -> {
            if (key.startsWith(beginning)) {
                byTarget.put(key.substring(beginning.length()), schedule);
            }
        });
        return byTarget;
    }

    /** The policy that a frame of this stream and event time meets. Every frame asks, so it makes no keys and no streams. */
    public Policy lookUp(String stream, long eventTimeMillis) {
        Optional<Policy> own =
                ofStreams.getOrDefault(stream, PolicySchedule.EMPTY).at(eventTimeMillis);
        if (own.isPresent()) {
            return own.get();
        }
        for (Group group : groups) {
            Optional<Policy> shared =
                    stream.startsWith(group.prefix) ? group.schedule.at(eventTimeMillis) : Optional.empty();
            if (shared.isPresent()) {
                return shared.get();
            }
        }
        return ofAll.at(eventTimeMillis).orElse(initial);
    }
}
