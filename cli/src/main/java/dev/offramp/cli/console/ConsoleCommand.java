package dev.offramp.cli.console;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.options.ListenAddress;
import dev.offramp.cli.terminal.AtExit;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.frames.FramesSettings;
import dev.offramp.job.BundleCurves;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.stage.StageOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a live page about a running job. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "console",
        sortOptions = false,
        description = {
            "Serve a live page about a running job: rates and lag, exits, cost on the calibrated frontier, latency, where the"
                    + " time goes, the bottleneck, what changed when, the newest answers and rejects.",
            "",
            "It reads the job's topics and, where it is named, Flink's REST interface, wherever the job runs. It writes nothing,"
                    + " is in no consumer group, and reads little at once: the job does not notice."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp console --cluster http://localhost:8081 --bundle model-artifacts/bundles/fashion-mnist-branchy",
            "  ./offramp console --bootstrap kafka:9093 --config job.yaml --listen 0.0.0.0:8090 --no-pictures",
            ""
        })
public final class ConsoleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = "--cluster",
            paramLabel = "URL",
            description = "Flink's web address, as http://jobmanager:8081: who is busy, checkpoints, restarts (default:"
                    + " OFFRAMP_CLUSTER, or else Flink is not asked).")
    private Optional<URI> cluster;

    @Option(
            names = "--job",
            paramLabel = "ID",
            description = "Of the job on that cluster (default: the newest whose name has offramp in it).")
    private Optional<String> job;

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description =
                    "The model bundle that the job serves: only its calibration tells what more or less accuracy would cost.")
    private Optional<Path> bundle;

    @Option(
            names = "--listen",
            paramLabel = "[HOST:]PORT",
            defaultValue = "0",
            converter = ListenAddress.class,
            description =
                    "Where the page is served (default: a free port, to this machine alone). It has no passwords: whoever"
                            + " reaches it sees it.")
    private InetSocketAddress listen;

    @Option(
            names = "--history",
            paramLabel = "MINUTES",
            defaultValue = "60",
            description = "How far back the page begins (default: ${DEFAULT-VALUE}).")
    private int historyMinutes;

    @Option(names = "--no-pictures", description = "Show no pictures of the frames that were answered.")
    private boolean noPictures;

    @Override
    public Integer call() throws InterruptedException {
        if (historyMinutes < 1) {
            throw new CommandFailure("--history must be at least 1 minute, was " + historyMinutes);
        }
        Screen screen = Screen.on(spec.commandLine().getOut());
        var ended = new CountDownLatch(1);
        try (var console = Console.start(settings());
                var atExit = new AtExit("console-at-exit", ended::countDown)) {
            screen.line("Console: %s  (Ctrl-C ends it; the job goes on)", console.address());
            ended.await();
        }
        return 0;
    }

    private ConsoleSettings settings() {
        Configuration config = broker.settings();
        List<String> problems = new ArrayList<>();
        KafkaSettings kafka = KafkaSettings.from(config, problems);
        FramesSettings frames = FramesSettings.from(config, problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        Optional<Frontier> frontier =
                bundle.map(BundleFolder::new).map(BundleFolder::open).flatMap(ConsoleCommand::frontier);
        return new ConsoleSettings(
                kafka, frames, cluster, job, frontier, Duration.ofMinutes(historyMinutes), !noPictures, listen);
    }

    /** Of a bundle; empty where it has no calibration table. */
    private static Optional<Frontier> frontier(Bundle bundle) {
        try {
            return Frontier.of(
                    bundle, BundleCurves.of(bundle, Optional.empty(), StageOptions.MAX_BATCH_SIZE.defaultValue()));
        } catch (BundleException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }
}
