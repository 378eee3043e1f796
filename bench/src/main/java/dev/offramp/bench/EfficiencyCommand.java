package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how much of the network's own speed the whole job keeps. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "efficiency",
        sortOptions = false,
        description = {
            "Pipeline efficiency: samples/s of the whole job (broker, decoding, Flink, broker) divided by samples/s of a bare"
                    + " loop over the same stages, policy, batch size and threads in one process, pixels already decoded.",
            "",
            "The two take turns in one run; the figure is the median of the ratios. First under the bundle's policy, then"
                    + " with all early exits closed."
        },
        footer = {"", "Example:", "  ./offramp bench efficiency --pairs 4 --warm-up 3", ""})
final class EfficiencyCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions common;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "7",
            description = "Turns of each contestant that count (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "120000",
            description =
                    "Samples a turn, a third of them with all exits closed; the test pictures go round (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Override
    public Integer call() {
        if (pairs < 1 || samples < 1) {
            throw new CommandFailure("--pairs and --samples must be at least 1");
        }
        Screen screen = common.begin();
        try (LocalSystem system = common.start()) {
            Bundle bundle = system.plan().settings().bundle();
            List<Picture> pictures = round(common.pictures(bundle), samples);
            report(new Efficiency(system, pictures, common.warmUp(), pairs, screen).measure(), system.plan(), screen);
        }
        return 0;
    }

    private static List<Picture> round(List<Picture> pictures, int samples) {
        return IntStream.range(0, samples)
                .mapToObj(n -> pictures.get(n % pictures.size()))
                .toList();
    }

    private void report(List<EfficiencyRow> rows, JobPlan plan, Screen screen) {
        List<Figure> figures =
                new ArrayList<>(rows.stream().map(EfficiencyRow::figure).toList());
        figures.add(EfficiencyRow.ofStagesAlone(rows.get(0), rows.get(1)));
        common.finish(
                new Report(
                                "efficiency",
                                "Pipeline efficiency",
                                Conditions.of(plan),
                                figures,
                                List.of(EfficiencyRow.table(rows)),
                                List.of(),
                                rows)
                        .drawnAs(EfficiencyRow.drawing(rows)),
                screen);
    }
}
