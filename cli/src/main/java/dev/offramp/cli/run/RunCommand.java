package dev.offramp.cli.run;

import dev.offramp.cli.broker.BrokerConnection;
import dev.offramp.cli.terminal.AtExit;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.job.JobOptions;
import dev.offramp.kafka.KafkaOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the job against a broker, in this process or on a Flink session cluster. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "run",
        sortOptions = false,
        description = "Run the job against a broker, in this process or on a Flink session cluster.",
        footer = {
            "",
            "In this process the job runs at the machine's parallelism until Ctrl-C. Started again, it goes on from the offsets of"
                    + " its consumer group and may answer the frames of the last ten seconds twice; from a savepoint it does not"
                    + " (--set execution.state-recovery.path=DIR).",
            "",
            "On a cluster the job is submitted and goes on by itself. Broker and bundle must be reachable there under the same"
                    + " names, and DJL's jars lie in the cluster's lib folder.",
            "",
            "Examples:",
            "  ./offramp run --bundle model-artifacts/bundles/fashion-mnist-branchy --create-topics",
            "  ./offramp run --config job.yaml --set stage.batch.max-size=32 --cluster http://jobmanager:8081",
            ""
        })
public final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-b", "--bootstrap"},
            paramLabel = "HOST:PORT",
            description =
                    "The broker, or several with commas between (default: what --config says, or else localhost:9092).")
    private Optional<String> bootstrapServers;

    @Option(names = "--bundle", paramLabel = "DIR", description = "The model bundle (default: what --config says).")
    private Optional<Path> bundle;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings of the job and of Flink, in YAML.")
    private Optional<Path> file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting of the job or of Flink, over those of --config; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--create-topics", description = "Make the topics that are missing.")
    private boolean createTopics;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "8",
            description = "Partitions of topics that are made (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            defaultValue = "8081-8180",
            description = "Port of the web pages, or a range to find a free one in (default: ${DEFAULT-VALUE}).")
    private String webPort;

    @Option(
            names = "--cluster",
            paramLabel = "URL",
            description = "Submit to this Flink session cluster, as http://jobmanager:8081.")
    private Optional<URI> cluster;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The job's jar for --cluster (default: the one that was built here).")
    private Optional<Path> jar;

    @Override
    public Integer call() {
        if (partitions < 1) {
            throw new ParameterException(spec.commandLine(), "--partitions must be at least 1, was " + partitions);
        }
        var screen = Screen.on(spec.commandLine().getOut());
        var plan = JobPlan.read(defaults(), file, settings());
        prepareTopics(plan, screen);
        if (cluster.isPresent()) {
            submit(plan, cluster.get(), screen);
        } else {
            runHere(plan, screen);
        }
        return 0;
    }

    private void runHere(JobPlan plan, Screen screen) {
        try (var local = LocalCluster.start(plan.config(), webPort)) {
            var job = plan.submitTo(local, warning -> screen.line("Warning: %s.", warning));
            plan.description().forEach(screen::line);
            screen.line("Running at parallelism %d. Web pages: %s. Ctrl-C stops.", plan.parallelism(), local.webUi());
            job.awaitEnd();
            screen.line(AtExit.isNow() ? "Stopping ..." : "The job was cancelled.");
        }
    }

    private void submit(JobPlan plan, URI address, Screen screen) {
        try (var session = SessionCluster.at(address, jar.orElseGet(JobJar::built))) {
            var job = plan.submitTo(session, warning -> screen.line("Warning: %s.", warning));
            plan.description().forEach(screen::line);
            screen.line("Submitted as job %s; waiting for it to run ...", job.id());
            session.awaitRunning(job);
            screen.line("Running, and goes on without this command. To see or cancel it: %s", session.pageOf(job));
        }
    }

    private void prepareTopics(JobPlan plan, Screen screen) {
        var kafka = plan.settings().kafka();
        try (var connection = BrokerConnection.open(kafka.bootstrapServers(), kafka.clientProperties())) {
            if (createTopics) {
                var made = connection.createTopics(plan.topics(partitions));
                screen.line("Topics that were missing and are made now: "
                        + (made.isEmpty() ? "none." : String.join(", ", made) + "."));
            }
            connection.requireTopics(kafka.topics().all(), "make them, or add --create-topics");
        }
    }

    /** Under the file's and the command line's: a broker on this machine, and in this process all of its cores. */
    private Configuration defaults() {
        var defaults = new Configuration();
        defaults.set(KafkaOptions.BOOTSTRAP_SERVERS, "localhost:9092");
        if (cluster.isEmpty()) {
            defaults.set(CoreOptions.DEFAULT_PARALLELISM, Runtime.getRuntime().availableProcessors());
        }
        return defaults;
    }

    private List<String> settings() {
        var settings = new ArrayList<String>();
        bootstrapServers.ifPresent(servers -> settings.add(KafkaOptions.BOOTSTRAP_SERVERS.key() + "=" + servers));
        bundle.ifPresent(folder -> settings.add(
                JobOptions.BUNDLE_PATH.key() + "=" + folder.toAbsolutePath().normalize()));
        settings.addAll(overrides);
        return settings;
    }
}
