package dev.offramp.cli.watch;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.policy.BundleCheck;
import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.PolicyCheck;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which job is watched, and from when on. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class WatchOptions {

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
            names = "--history",
            paramLabel = "MINUTES",
            defaultValue = "60",
            description = "How far back it begins (default: ${DEFAULT-VALUE}).")
    private int historyMinutes;

    /** What the broker's file and properties say, of other parts of the job too. */
    public Configuration config() {
        return broker.settings();
    }

    /**
     * The same, checked.
     *
     * @param config   of the broker, from {@link #config}
     * @param problems takes what is wrong with it; the settings are then of no use
     */
    public WatchSettings settings(Configuration config, List<String> problems) {
        if (historyMinutes < 1) {
            problems.add("--history must be at least 1 minute, was " + historyMinutes);
        }
        return new WatchSettings(
                KafkaSettings.from(config, problems),
                cluster.map(address -> new FlinkRest(address, config)),
                job,
                opened().flatMap(WatchOptions::frontier),
                Duration.ofMinutes(historyMinutes));
    }

    /** Judges policies by the bundle, where it is named. It takes a second or several. */
    public PolicyCheck check() {
        return BundleCheck.of(opened().map(opened -> BundleCheck.served(opened, Optional.empty())));
    }

    private Optional<Bundle> opened() {
        return bundle.map(
                folder -> BundleFolder.under(broker.settings(), folder).open());
    }

    /** Of a bundle; empty where it has no calibration table. */
    private static Optional<Frontier> frontier(Bundle bundle) {
        try {
            return Frontier.of(bundle);
        } catch (BundleException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }
}
