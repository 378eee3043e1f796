package dev.offramp.bench.profile;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often each stack was seen. */
public record StackTally(Map<Stack, Long> counts) {

    public StackTally {
        counts = Map.copyOf(counts);
    }

    public static StackTally of(List<Stack> stacks) {
        return new StackTally(
                stacks.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }

    /** Stacks in Java code of threads that do this. */
    public long seen(Work work) {
        return inJava(work, stack -> "").values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Shares of the stacks in Java code by whose code they are in, largest first. */
    public Map<String, Double> components(Work work) {
        return shares(inJava(work, Stack::component));
    }

    /** Shares of the stacks in Java code by the method on top, largest first. */
    public Map<String, Double> leaves(Work work) {
        return shares(inJava(work, Stack::leaf));
    }

    /**
     * Lines as flame graph tools read them, {@code root;...;leaf count}.
     *
     * @param root what all of them grow from
     */
    public List<String> collapsed(String root) {
        return counts.entrySet().stream()
                .map(entry -> root + ";" + entry.getKey().collapsed() + " " + entry.getValue())
                .sorted()
                .toList();
    }

    private Map<String, Long> inJava(Work work, Function<Stack, String> name) {
        return counts.entrySet().stream()
                .filter(entry ->
                        entry.getKey().work() == work && !entry.getKey().isNative())
                .collect(Collectors.groupingBy(
                        entry -> name.apply(entry.getKey()), Collectors.summingLong(Map.Entry::getValue)));
    }

    private static Map<String, Double> shares(Map<String, Long> counts) {
        double all = counts.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> shares.put(entry.getKey(), entry.getValue() / all));
        return shares;
    }
}
