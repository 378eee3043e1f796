package dev.offramp.cli.run;

import dev.offramp.cli.broker.BrokerConnection;
import dev.offramp.cli.console.Console;
import dev.offramp.cli.console.ConsoleOption;
import dev.offramp.cli.options.PartitionsOption;
import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.rest.RestAccess;
import dev.offramp.cli.terminal.AtExit;
import dev.offramp.cli.terminal.Screen;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
                    + " its consumer group and may answer the frames of the last ten seconds twice. Stopped with './offramp stop',"
                    + " it goes on with --from exactly where it was.",
            "",
            "On a cluster the job is submitted and goes on by itself, on all slots that are free. Broker and bundle must be"
                    + " reachable there under the same names, and DJL's jars lie in the cluster's lib folder.",
            "",
            "Examples:",
            "  ./offramp run --bundle model-artifacts/bundles/fashion-mnist-branchy --create-topics",
            "  ./offramp run --config job.yaml --set stage.batch.max-size=32 --cluster http://jobmanager:8081",
            ""
        })
public final class RunCommand implements Callable<Integer> {

    private static final String FREE_WEB_PORTS = "8081-8180";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(names = "--create-topics", description = "Make the topics that are missing.")
    private boolean createTopics;

    @Mixin
    private PartitionsOption partitions;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            defaultValue = FREE_WEB_PORTS,
            description = "Port of the web pages, or a range to find a free one in (default: ${DEFAULT-VALUE}).")
    private String webPort;

    @Mixin
    private ConsoleOption page;

    @Option(
            names = "--cluster",
            paramLabel = "URL",
            description =
                    "Submit to this Flink session cluster, as http://jobmanager:8081 (default: OFFRAMP_CLUSTER, or else"
                            + " run in this process).")
    private Optional<URI> cluster;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The job's jar for --cluster (default: the one that was built here).")
    private Optional<Path> jar;

    private Configuration access = new Configuration();

    /** Says how the cluster of --cluster is asked, over what --config says of it; for a command that runs this one. */
    public void ask(Configuration settings) {
        access = settings;
    }

    @Override
    public Integer call() {
        var screen = Screen.on(spec.commandLine().getOut());
        if (cluster.isPresent()) {
            submit(SessionCluster.at(cluster.get(), access(), jar.orElseGet(JobJar::built)), screen);
        } else {
            runHere(screen);
        }
        return 0;
    }

    private Configuration access() {
        Configuration all = RestAccess.settingsIn(settings.told());
        all.addAll(access);
        return all;
    }

    private void runHere(Screen screen) {
        settings.requireSavepointHere();
        var defaults = new Configuration();
        defaults.set(CoreOptions.DEFAULT_PARALLELISM, Runtime.getRuntime().availableProcessors());
        JobPlan plan = settings.plan(defaults).startedWith(startOptions());
        LocalHeap.ofThisProcess(plan.parallelism()).require(plan.settings().frames());
        prepareTopics(plan, screen);
        try (var local = LocalCluster.start(plan.config(), webPort)) {
            var job = plan.submitTo(local, warning -> screen.line("Warning: %s.", warning));
            plan.description().forEach(screen::line);
            screen.line("Running at parallelism %d. Web pages: %s. Ctrl-C stops.", plan.parallelism(), local.webUi());
            JobStatus end = watched(plan, local, job, screen);
            screen.line(
                    AtExit.isNow()
                            ? "Stopping ..."
                            : "The job was " + (end == JobStatus.FINISHED ? "stopped." : "cancelled."));
        }
    }

    private JobStatus watched(JobPlan plan, LocalCluster local, RunningJob job, Screen screen) {
        var rest = new FlinkRest(local.webUi(), plan.config());
        Optional<Console> console = page.start(plan.settings(), rest, job.id());
        try {
            console.ifPresent(served -> screen.line("Console: %s", served.address()));
            new FailureTeller(new JobManager(rest), screen).tellUntilTheEndOf(job);
            return job.awaitEnd();
        } finally {
            console.ifPresent(Console::close);
        }
    }

    private void submit(SessionCluster session, Screen screen) {
        SlotShare share = SlotShare.of(session.freeSlots(), settings.told());
        Configuration defaults = session.defaults();
        defaults.addAll(share.defaults());
        JobPlan plan = settings.plan(defaults).startedWith(startOptions());
        prepareTopics(plan, screen);
        var job = plan.submitTo(session, warning -> screen.line("Warning: %s.", warning));
        plan.description().forEach(screen::line);
        screen.line("%s", share.reason());
        screen.line("Submitted as job %s; waiting for it to run ...", job.id());
        session.awaitRunning(job);
        screen.line("Running, and goes on without this command: %s", session.pageOf(job));
        screen.line("To stop it: ./offramp stop %s --cluster %s", job.id(), session.webUi());
    }

    private StartOptions startOptions() {
        List<String> words = new ArrayList<>(settings.words(StartOptions.WITHHELD));
        if (!webPort.equals(FREE_WEB_PORTS)) {
            words.addAll(List.of("--web-port", webPort));
        }
        cluster.ifPresent(address -> words.addAll(List.of("--cluster", address.toString())));
        jar.ifPresent(file ->
                words.addAll(List.of("--jar", file.toAbsolutePath().normalize().toString())));
        return StartOptions.of(words);
    }

    private void prepareTopics(JobPlan plan, Screen screen) {
        var kafka = plan.settings().kafka();
        boolean steers = plan.settings().control().steering().isPresent();
        try (var connection = BrokerConnection.open(kafka.bootstrapServers(), kafka.clientProperties())) {
            if (createTopics) {
                var made = connection.createTopics(plan.topics(partitions.plan()));
                screen.line("Topics that were missing and are made now: "
                        + (made.isEmpty() ? "none." : String.join(", ", made) + "."));
            }
            connection.requireTopics(kafka.rights(steers), "make them, or add --create-topics");
        }
    }
}
