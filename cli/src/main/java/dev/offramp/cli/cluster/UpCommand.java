package dev.offramp.cli.cluster;

import dev.offramp.access.AccessOptions;
import dev.offramp.access.AccessSettings;
import dev.offramp.access.Credentials;
import dev.offramp.cli.options.AccessOption;
import dev.offramp.cli.options.Secrets;
import dev.offramp.cli.terminal.AtExit;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a cluster. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "up",
        sortOptions = false,
        description = {
            "Start a cluster; it goes on when the command ends.",
            "",
            "With 2 JobManagers or more ZooKeeper says which one leads, and where it dies another takes its jobs over."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp cluster up",
            "  ./offramp cluster up --brokers 3 --jobmanagers 2 --taskmanagers 3 --slots 2",
            "  ./offramp cluster up -D taskmanager.memory.process.size=4g -D state.backend.type=rocksdb",
            ""
        })
final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Kafka brokers: 1, or 3 that keep three copies; 0 where one is there already (default: ${DEFAULT-VALUE}).")
    private int brokers;

    @Option(
            names = "--jobmanagers",
            paramLabel = "N",
            defaultValue = "1",
            description = "JobManagers; all but one stand by (default: ${DEFAULT-VALUE}).")
    private int jobManagers;

    @Option(
            names = "--taskmanagers",
            paramLabel = "N",
            defaultValue = "1",
            description = "TaskManagers (default: ${DEFAULT-VALUE}); each takes 2.5 GB unless -D says otherwise.")
    private int taskManagers;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "4",
            description = "Slots of each TaskManager (default: ${DEFAULT-VALUE}).")
    private int slots;

    @Option(
            names = "--isolated",
            description =
                    "Give each process a network namespace and an address of its own, so that './offramp cluster cut' can cut its cable."
                            + " Wants root.")
    private boolean isolated;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting of Flink; it wins over deploy/cluster/config.yaml.")
    private List<String> flinkOptions = List.of();

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description =
                    "A variable of each JobManager and TaskManager, such as LD_PRELOAD=libjemalloc.so.2. No place for secrets.")
    private List<String> environment = List.of();

    @Mixin
    private AccessOption access;

    @Mixin
    private FolderOption at;

    @Override
    public Integer call() {
        check(brokers == 0 || brokers == 1 || brokers == 3, "--brokers must be 0, 1 or 3, was " + brokers);
        check(jobManagers >= 1 && taskManagers >= 1 && slots >= 1, "there must be one of each at least");
        check(!isolated || brokers > 0, "--isolated wants brokers of its own: no other is reached from its network");
        check(
                flinkOptions.stream().noneMatch(option -> option.startsWith("env.")),
                "env.* is for Flink's shell scripts, which this does not use");
        check(flinkOptions.stream().allMatch(option -> option.matches("[^=]+=.*")), "-D wants KEY=VALUE");
        check(environment.stream().allMatch(variable -> variable.matches("\\w+=.*")), "--env wants NAME=VALUE");
        check(
                environment.stream().noneMatch(UpCommand::isSecret),
                "--env is no place for secrets: every user sees command lines, and cluster.json keeps it");
        Screen screen = Screen.on(spec.commandLine().getOut());
        ClusterFolder folder = at.folder();
        folder.alone(() -> {
            if (RunningCluster.find(folder).filter(RunningCluster::isAlive).isPresent()) {
                throw new CommandFailure("a cluster is there already in " + folder.path()
                        + "; look with './offramp cluster status', end it with './offramp cluster down'");
            }
            RunningCluster.find(folder).ifPresent(dead -> dead.down(screen));
            folder.clear();
            start(
                    folder,
                    new ClusterPlan(
                            brokers,
                            jobManagers,
                            taskManagers,
                            slots,
                            new Network(isolated),
                            options(false),
                            environment),
                    screen);
        });
        return 0;
    }

    /** A start that fails, or is interrupted, leaves nothing but its logs. */
    private void start(ClusterFolder folder, ClusterPlan plan, Screen screen) {
        var cluster = RunningCluster.of(folder, plan);
        plan.network().prepare();
        var undone = new AtExit("cluster-undone", () -> cluster.down(screen));
        try {
            start(cluster, new ClusterParts(folder, cluster), screen);
        } catch (RuntimeException failure) {
            undone.close();
            throw failure;
        }
        undone.forget();
        screen.line("");
        if (!cluster.members(Role.BROKER).isEmpty()) {
            screen.line("Kafka: %s", cluster.bootstrapServers());
        }
        screen.line("Flink: %s", cluster.rest(cluster.jobManager()).address());
        screen.line("Next: ./offramp cluster submit --bundle model-artifacts/bundles/fashion-mnist-branchy");
    }

    /** Secrets or the others; a command line, as each process has one, is no place for a secret. */
    private List<String> options(boolean secret) {
        return flinkOptions.stream()
                .filter(option -> Secrets.isSecret(option.substring(0, option.indexOf('='))) == secret)
                .toList();
    }

    private static boolean isSecret(String variable) {
        String name = variable.substring(0, variable.indexOf('=')).toLowerCase(Locale.ROOT);
        return Secrets.isSecret(name.replace('_', '.')) || Secrets.isSecret(name.replace('_', '-'));
    }

    /** Secrets of -D, and under them how Flink is asked, of --config: what lies in the cluster's own file. */
    private List<String> hidden() {
        Map<String, String> hidden = new TreeMap<>(access.settings().toMap());
        options(true).forEach(option -> {
            int equals = option.indexOf('=');
            hidden.put(option.substring(0, equals), option.substring(equals + 1));
        });
        return hidden.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .toList();
    }

    /** This command asks the JobManager itself, and is told now what the JobManager would log. */
    private static void requireAccess(Configuration flink) {
        try {
            Optional<Path> users = AccessSettings.from(flink).usersFile();
            if (users.isPresent() && Credentials.in(flink).isEmpty()) {
                throw new CommandFailure(AccessOptions.USERS_FILE.key() + " wants " + AccessOptions.USER.key() + " and "
                        + AccessOptions.PASSWORD_FILE.key() + " beside it: as whom this command asks");
            }
        } catch (ConfigurationException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    private void start(RunningCluster cluster, ClusterParts parts, Screen screen) {
        ClusterPlan plan = cluster.plan();
        parts.prepare(hidden());
        requireAccess(parts.flinkSettings());
        if (plan.isHighlyAvailable()) {
            cluster.start(parts.zooKeeper(), screen);
        }
        parts.brokers(plan.brokers()).forEach(broker -> cluster.start(broker, screen));
        for (int number = 1; number <= plan.jobManagers(); number++) {
            cluster.start(parts.jobManager(number), screen);
        }
        for (int number = 1; number <= plan.taskManagers(); number++) {
            cluster.start(parts.taskManager(), screen);
        }
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
