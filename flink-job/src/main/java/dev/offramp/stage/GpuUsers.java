package dev.offramp.stage;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who uses which GPU of one process. Immutable, and written as text, so that two jobs in a process understand each other although
 * each has classes of its own.
 *
 * @param users by task: the stages that are chained in one task share its GPU, for activations pass between them by reference
 */
record GpuUsers(Map<String, User> users) {

    /**
     * One task.
     *
     * @param group  of tasks that do the same work, as the subtasks of one vertex do
     * @param stages of the task that are open
     */
    record User(int gpu, String group, int stages) {}

    GpuUsers {
        users = Map.copyOf(users);
    }

    /** Reads {@code task gpu group stages} a line. */
    static GpuUsers parse(String text) {
        return new GpuUsers(text.lines()
                .map(line -> line.split(" ", -1))
                .collect(Collectors.toMap(
                        part -> part[0],
                        part -> new User(Integer.parseInt(part[1]), part[2], Integer.parseInt(part[3])))));
    }

    /** What {@link #parse} reads. */
    String text() {
        return new TreeMap<>(users)
                .entrySet().stream()
                        .map(user -> user.getKey() + " " + user.getValue().gpu() + " "
                                + user.getValue().group() + " "
                                + user.getValue().stages())
                        .collect(Collectors.joining("\n"));
    }

    /**
     * With one more stage of a task. A new task gets the GPU that the fewest of its group use, of these the one that the fewest
     * tasks use.
     *
     * @param gpus indices of those that the task may use, at least one
     */
    GpuUsers with(String task, String group, Collection<Integer> gpus) {
        User known = users.get(task);
        User now = known == null
                ? new User(leastUsed(group, gpus), group, 1)
                : new User(known.gpu(), known.group(), known.stages() + 1);
        Map<String, User> more = new TreeMap<>(users);
        more.put(task, now);
        return new GpuUsers(more);
    }

    /** With one stage of a task less. */
    GpuUsers without(String task) {
        Map<String, User> less = new TreeMap<>(users);
        less.computeIfPresent(
                task,
                (name, user) -> user.stages() == 1 ? null : new User(user.gpu(), user.group(), user.stages() - 1));
        return new GpuUsers(less);
    }

    /** The GPU of a task that has one. */
    int gpu(String task) {
        User user = users.get(task);
        if (user == null) {
            throw new IllegalStateException("task " + task + " has no GPU, only " + users.keySet() + " have");
        }
        return user.gpu();
    }

    private int leastUsed(String group, Collection<Integer> gpus) {
        return gpus.stream()
                .min(Comparator.<Integer>comparingLong(
                                gpu -> count(gpu, user -> user.group().equals(group)))
                        .thenComparingLong(gpu -> count(gpu, user -> true))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> new IllegalArgumentException("there are no GPUs to choose from"));
    }

    private long count(int gpu, Predicate<User> which) {
        return users.values().stream()
                .filter(user -> user.gpu() == gpu && which.test(user))
                .count();
    }
}
