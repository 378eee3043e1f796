package dev.offramp.cli.report;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what a job did in an interval as a file that is read without it. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "report",
        sortOptions = false,
        description = {
            "Write what a job did in an interval as one HTML file that needs nothing beside it, or as Markdown, CSV and PNG: rate,"
                    + " cost, exits, latency and accuracy, the measured points on the calibrated frontier, where the time goes,"
                    + " what changed when; of one interval, or of two compared. Or of a measurement that './offramp bench' took.",
            "",
            "It reads the throughput topic's history, of a job that runs or one that ended; of the same records comes the same"
                    + " report. It writes nothing to a topic."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp report --since 30min --bundle model-artifacts/bundles/fashion-mnist-branchy --open",
            "  ./offramp report --from 14:00 --to 15:00 --against 13:00..14:00 --price 0.04 --cores 16",
            "  ./offramp report --since 7d --format html,md,csv,png --out weekly",
            "  ./offramp report --bundle model-artifacts/bundles/cifar100-msdnet --no-windows --out msdnet.html",
            "  ./offramp report --benchmark runs/bench/exits.json --against before/exits.json",
            ""
        })
public final class ReportCommand implements Callable<Integer> {

    private static final int LEAST_POINTS = 10;
    private static final int MOST_POINTS = 5000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private IntervalOptions interval;

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description =
                    "The model bundle that the job served: its calibration is the frontier on which the measured points"
                            + " lie.")
    private Optional<Path> bundle = Optional.empty();

    @Option(names = "--no-windows", description = "Read no topic: of the bundle alone.")
    private boolean noWindows;

    @Mixin
    private BenchmarkOptions benchmark;

    @Mixin
    private PriceOptions price;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            defaultValue = "html",
            description = "html, md, csv or png, or several with commas between (default: ${DEFAULT-VALUE}).")
    private List<Format> formats;

    @Option(
            names = "--points",
            paramLabel = "N",
            defaultValue = "600",
            description =
                    "Of windows, so many are drawn or are rows of the CSV; where there are more, neighbours are added up"
                            + " (default: ${DEFAULT-VALUE}).")
    private int points;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER|FILE.html",
            defaultValue = "offramp-report",
            description = "Where it is written (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--open", description = "Show the page in a browser, where this machine has one.")
    private boolean open;

    @Mixin
    private BrokerOptions broker;

    private final Clock clock;

    public ReportCommand() { // picocli's
        this(Clock.system(ZoneId.systemDefault()));
    }

    ReportCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (points < LEAST_POINTS || points > MOST_POINTS) {
            throw new CommandFailure(
                    "--points must be from " + LEAST_POINTS + " to " + MOST_POINTS + ", was " + points);
        }
        Screen screen = Screen.on(spec.commandLine().getErr());
        Set<Format> wanted = EnumSet.copyOf(formats);
        Document document =
                benchmark.document(interval.against()).orElseGet(() -> new IntervalDocument(report(screen)));
        List<Path> files = ReportFiles.at(out).write(document, wanted);
        files.forEach(file -> spec.commandLine().getOut().println(file));
        spec.commandLine().getOut().flush();
        if (open) {
            show(files, screen);
        }
        return 0;
    }

    private Report report(Screen screen) {
        var times = new Times(clock);
        Optional<Model> model = bundle.map(
                folder -> model(BundleFolder.under(broker.settings(), folder).open()));
        if (!noWindows) {
            return new TopicReport(kafka(), times, points, screen).of(broker, interval, model, price.price());
        }
        if (model.isEmpty()) {
            throw new CommandFailure("--no-windows leaves nothing to tell of without --bundle");
        }
        return new Report(
                times, "", Optional.empty(), Optional.empty(), new PolicyChanges(List.of(), ""), model, price.price());
    }

    private KafkaSettings kafka() {
        Configuration config = broker.settings();
        List<String> problems = new ArrayList<>();
        KafkaSettings kafka = KafkaSettings.from(config, problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        return kafka;
    }

    private static Model model(Bundle bundle) {
        try {
            return new Model(bundle, Frontier.of(bundle));
        } catch (BundleException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    private static void show(List<Path> files, Screen screen) {
        boolean shown = Browser.on(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .map(browser -> browser.show(files.get(0)))
                .orElse(false);
        if (!shown) {
            screen.line("This machine has nothing that opens it (xdg-open, open); the file is there.");
        }
    }
}
