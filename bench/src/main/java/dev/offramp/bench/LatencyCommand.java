package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Report;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long answers take under a load that the job sustains. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "latency",
        sortOptions = false,
        description = {
            "Latency in an open loop at 50 %% and 80 %% of the rate that the job sustains under the bundle's policy: from a frame's"
                    + " creation until a reader of committed answers has its answer, exactly-once (with the checkpoint) and"
                    + " at-least-once.",
            "",
            "Beside it stand the exit's decision and the timestamp that the broker gives the answer. The first quarter of each load"
                    + " is dropped."
        },
        footer = {
            "",
            "Example:",
            "  ./offramp bench latency --seconds 20 --set execution.buffer-timeout.interval=5ms",
            ""
        })
final class LatencyCommand implements Callable<Integer> {

    private static final List<DeliveryGuarantee> GUARANTEES =
            List.of(DeliveryGuarantee.EXACTLY_ONCE, DeliveryGuarantee.AT_LEAST_ONCE);

    @Mixin
    private BenchOptions common;

    @Option(
            names = "--loads",
            paramLabel = "PERCENT",
            split = ",",
            defaultValue = "50,80",
            description = "Of the sustainable rate, comma-separated (default: ${DEFAULT-VALUE}).")
    private List<Integer> loads = new ArrayList<>();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "40",
            description = "Length of each load (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() {
        if (seconds < 4 || loads.stream().anyMatch(load -> load < 1)) {
            throw new CommandFailure("--seconds must be at least 4, --loads at least 1");
        }
        Screen screen = common.begin();
        List<LatencyRow> rows = new ArrayList<>();
        List<JobPlan> plans = new ArrayList<>();
        for (DeliveryGuarantee guarantee : GUARANTEES) {
            try (LocalSystem system = common.start(KafkaOptions.DELIVERY_GUARANTEE.key() + "=" + guarantee)) {
                rows.addAll(measure(system, screen));
                plans.add(system.plan());
            }
        }
        report(rows, plans.get(0), screen);
        return 0;
    }

    private List<LatencyRow> measure(LocalSystem system, Screen screen) {
        JobPlan plan = system.plan();
        List<Picture> pictures = common.pictures(plan.settings().bundle());
        String guarantee = plan.settings().kafka().guarantee().toString();
        double sustainable = new Capacity(system, pictures, screen).measure(guarantee, common.warmUp());
        screen.line("%s: the job sustains %s/s.", guarantee, Figures.count(sustainable));
        List<LatencyRow> rows = new ArrayList<>();
        for (int load : loads) {
            double perSecond = sustainable * load / 100;
            LatencyTally tally = new LatencyTally(seconds * 250L, System::currentTimeMillis); // the first quarter
            String prefix = "latency-" + load + "-";
            new OpenRun(system, pictures, screen)
                    .play(prefix, List.of(new LoadPhase(prefix, perSecond, seconds)), tally);
            rows.add(new LatencyRow(
                    guarantee,
                    load,
                    perSecond,
                    tally.answers(),
                    plan.settings().stages().get(0).maxLinger().toMillis(),
                    plan.config().get(ExecutionOptions.BUFFER_TIMEOUT).toMillis(),
                    tally.stageMillis(),
                    tally.delays()));
        }
        return rows;
    }

    private void report(List<LatencyRow> rows, JobPlan plan, Screen screen) {
        common.finish(
                new Report(
                                "latency",
                                "Latency",
                                Conditions.of(plan),
                                rows.stream()
                                        .flatMap(row -> Stream.of(row.latency(), row.decision()))
                                        .toList(),
                                List.of(LatencyRow.table(rows)),
                                List.of(
                                        "Answered: by the exit, before the answer travels to the broker. Then its timestamp there.",
                                        "Seen: by a reader of committed answers in the same process; exactly-once it waits for a checkpoint"
                                                + " (every " + LocalSystem.CHECKPOINT_INTERVAL.toMillis()
                                                + " ms unless set)."),
                                rows)
                        .drawnAs(LatencyRow.drawing(rows)),
                screen);
    }
}
