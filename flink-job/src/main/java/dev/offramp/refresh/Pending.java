package dev.offramp.refresh;

import dev.offramp.model.Notice;
import dev.offramp.sample.Origin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An order on which nothing is decided yet. Not thread-safe. */
final class Pending {

    private final Origin origin;
    private final Order order;
    private final long sinceMillis;
    private final Map<String, Tasks> ready = new HashMap<>();
    private @Nullable Notice notice;
    private @Nullable Decision decision;
    private boolean isReady;

    /** Those of an operator that are ready. */
    private record Tasks(int parallelism, Set<Integer> subtasks) {

        boolean areAll() {
            return subtasks.size() == parallelism;
        }
    }

    Pending(PlacedRecord placed, Order order, long nowMillis) {
        this.origin = placed.origin();
        this.order = order;
        this.sinceMillis = nowMillis;
    }

    Order order() {
        return order;
    }

    Origin origin() {
        return origin;
    }

    PlacedRecord placed() {
        return new PlacedRecord(origin, order);
    }

    /** Whether its bundle was wanted before then, and is not ready in all tasks. */
    boolean waitsSinceBefore(long millis) {
        return !isReady && order.source().isPresent() && sinceMillis < millis;
    }

    /** It holds so, once it is ready. */
    void decided(Decision decided) {
        this.decision = decided;
    }

    Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }

    /** Nothing stands in its way any more. */
    void ready() {
        isReady = true;
    }

    boolean isReady() {
        return isReady;
    }

    /** Tasks are told, and report. */
    void told(Notice notice) {
        this.notice = notice;
    }

    Optional<Notice> notice() {
        return Optional.ofNullable(notice);
    }

    /** Whether a report is about it, and of this round. */
    boolean isMeantBy(TaskReport report) {
        return notice != null
                && report.round() >= notice.round() // it may have been told of again for another order
                && notice.source().filter(report.source()::isSame).isPresent();
    }

    /** A task is ready. */
    void ready(TaskReport report) {
        Tasks tasks = ready.get(report.operator());
        if (tasks == null || tasks.parallelism() != report.parallelism()) {
            tasks = new Tasks(report.parallelism(), new HashSet<>());
            ready.put(report.operator(), tasks);
        }
        tasks.subtasks().add(report.subtask());
    }

    /** Whether all tasks of these operators are ready. */
    boolean areReady(List<String> operators) {
        return operators.stream()
                .allMatch(name -> ready.containsKey(name) && ready.get(name).areAll());
    }

    /** Who is not ready yet. */
    String missing(List<String> operators) {
        return operators.stream()
                .filter(name -> !(ready.containsKey(name) && ready.get(name).areAll()))
                .map(name -> ready.containsKey(name)
                        ? name + " (" + ready.get(name).subtasks().size() + " of "
                                + ready.get(name).parallelism() + " ready)"
                        : name)
                .collect(Collectors.joining(", "));
    }
}
