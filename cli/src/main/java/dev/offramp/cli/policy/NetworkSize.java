package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.PolicyEntry;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many thresholds the policies on a topic have: which of them a job obeys depends on the exits of its network.
 *
 * @param policies how many there are, by their number of thresholds
 */
record NetworkSize(SortedMap<Integer, Integer> policies) {

    static NetworkSize of(List<PolicyEntry> entries) {
        SortedMap<Integer, Integer> policies = new TreeMap<>();
        for (PolicyEntry entry : entries) {
            if (entry instanceof PolicyEntry.Update update) {
                policies.merge(update.record().update().policy().thresholds().count(), 1, Integer::sum);
            }
        }
        return new NetworkSize(policies);
    }

    /** Whether the topic alone does not say for which network it is. */
    boolean isAmbiguous() {
        return policies.size() > 1;
    }

    /** The size of most policies on the topic, or none where there are none. */
    OptionalInt mostFrequent() {
        return policies.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> OptionalInt.of(entry.getKey()))
                .orElse(OptionalInt.empty());
    }

    /**
     * Early exits of the network that a new policy is for.
     *
     * @param told     as the options say
     * @param proposed thresholds of the new policy, where they are given
     */
    int forChange(OptionalInt told, OptionalInt proposed) {
        if (told.isPresent()) {
            return told.getAsInt();
        }
        if (isAmbiguous()) {
            throw new CommandFailure("the topic has policies of " + policies.keySet()
                    + " thresholds; say with --bundle or --exits for which network this one is");
        }
        OptionalInt found = mostFrequent();
        if (found.isPresent() && proposed.isPresent() && found.getAsInt() != proposed.getAsInt()) {
            throw new CommandFailure(proposed.getAsInt() + " thresholds are given, the policies on the topic have "
                    + found.getAsInt() + "; where the job has another network now, say so with --bundle or --exits");
        }
        if (found.isEmpty() && proposed.isEmpty()) {
            throw new CommandFailure(
                    "the topic has no policy yet: give --measure and --thresholds, or --bundle DIR to begin with its recommended policy");
        }
        return found.isPresent() ? found.getAsInt() : proposed.getAsInt();
    }
}
