package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how many deadlines are met, and what that costs in accuracy. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "deadlines",
        sortOptions = false,
        description = {
            "Deadlines at 80 %% of what the job manages with all early exits closed: how many answers come in time, how many had"
                    + " to leave early for it, and what accuracy that cost.",
            "",
            "All early exits stay closed, so that only deadlines let a sample leave early. The load is an open loop; a deadline"
                    + " counts from the frame's creation to the exit's decision. 'first exit' is the 99th percentile of the"
                    + " time until there is any answer: no shorter deadline can be met."
        },
        footer = {"", "Example:", "  ./offramp bench deadlines --deadlines 200,100 --load 70", ""})
final class DeadlinesCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions common;

    @Option(
            names = "--deadlines",
            paramLabel = "MILLIS",
            split = ",",
            defaultValue = "1000,400,200,100,60",
            description = "Milliseconds, comma-separated (default: ${DEFAULT-VALUE}).")
    private List<Long> deadlines = new ArrayList<>();

    @Option(
            names = "--load",
            paramLabel = "PERCENT",
            defaultValue = "80",
            description = "Of the full-depth capacity (default: ${DEFAULT-VALUE}).")
    private int load;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Length of the load for each deadline (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() {
        if (seconds < 4 || load < 1 || deadlines.stream().anyMatch(millis -> millis < 1)) {
            throw new CommandFailure("--seconds must be at least 4, --load and --deadlines at least 1");
        }
        Screen screen = common.begin();
        try (LocalSystem system = common.start()) {
            List<Picture> pictures = common.pictures(system.plan().settings().bundle());
            Deadlines bench = new Deadlines(system, pictures, seconds, screen);
            report(bench.measure(deadlines, load / 100.0, common.warmUp()), system.plan(), screen);
        }
        return 0;
    }

    private void report(List<DeadlineRow> rows, JobPlan plan, Screen screen) {
        List<Figure> figures = rows.stream()
                .filter(row -> row.deadlineMillis() != Limits.NONE)
                .map(DeadlineRow::figure)
                .toList();
        common.finish(
                new Report(
                                "deadlines",
                                "Deadlines",
                                Conditions.of(plan),
                                figures,
                                List.of(DeadlineRow.table(rows)),
                                List.of("The load is " + load
                                        + " % of what the job manages with all early exits closed."),
                                rows)
                        .drawnAs(DeadlineRow.drawing(rows)),
                screen);
    }
}
