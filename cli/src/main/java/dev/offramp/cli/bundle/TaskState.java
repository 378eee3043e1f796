package dev.offramp.cli.bundle;

import dev.offramp.cli.terminal.Printable;
import dev.offramp.refresh.TaskReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far the tasks are with the bundle that they were told of last. */
final class TaskState {

    private TaskState() {}

    /** An operator a line, and one for each task that has a problem. */
    static List<String> lines(List<TaskReport> reports) {
        Map<String, List<TaskReport>> byOperator = new LinkedHashMap<>();
        for (TaskReport report : reports) {
            String about = Printable.text(report.operator()) + ", " + BundleText.bundle(report.source());
            byOperator.computeIfAbsent(about, fresh -> new ArrayList<>()).add(report);
        }
        List<String> lines = new ArrayList<>();
        byOperator.forEach((about, tasks) -> {
            long ready = tasks.stream().filter(task -> task.problem().isEmpty()).count();
            lines.add(about + ": " + ready + " of " + tasks.get(0).parallelism() + " ready");
            tasks.forEach(task -> task.problem()
                    .ifPresent(problem ->
                            lines.add(BundleText.task(task) + " cannot serve it: " + Printable.text(problem))));
        });
        return lines;
    }
}
