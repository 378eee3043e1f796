package dev.offramp.cli.cluster;

import dev.offramp.cli.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;

/** The processes of a cluster before they are started: each finds its settings in those that were started before it. */
final class ClusterParts {

    private static final int TWO = 2;

    private final ClusterFolder folder;
    private final RunningCluster cluster;
    private final Network network;
    private final FlinkProcesses flink;
    private final FreePorts ports = new FreePorts();
    private final FlinkJars jars = FlinkJars.built();

    ClusterParts(ClusterFolder folder, RunningCluster cluster) {
        this.folder = folder;
        this.cluster = cluster;
        this.network = cluster.plan().network();
        this.flink = new FlinkProcesses(folder, jars, new FlinkSettings(folder, cluster), cluster.plan());
    }

    /**
     * Lays down the settings that all share.
     *
     * @param hidden {@code key=value}, for a file that only its owner reads
     */
    void prepare(List<String> hidden) {
        for (String file : List.of("config.yaml", "log4j2.properties")) {
            Path from = Home.folder().resolve("deploy/cluster").resolve(file);
            try {
                Files.copy(from, folder.folder("conf").resolve(file), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        hide(hidden, folder.folder("conf").resolve("config.yaml"));
    }

    private static void hide(List<String> hidden, Path config) {
        List<String> lines = hidden.stream()
                .map(option -> option.split("=", 2))
                .map(option -> option[0] + ": '" + option[1].replace("'", "''") + "'")
                .toList();
        try {
            Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
            Files.write(config, lines, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What Flink is told that does not depend on the process. */
    Configuration flinkSettings() {
        return folder.flinkSettings(cluster.plan().flinkOptions());
    }

    Member zooKeeper() {
        return ZooKeeper.prepare(folder, jars, network, ports.take(1).get(0));
    }

    List<Member> brokers(int count) {
        List<List<Integer>> each =
                IntStream.range(0, count).mapToObj(i -> ports.take(TWO)).toList();
        return new Brokers(folder, network, each).prepare();
    }

    Member jobManager(int number) {
        return flink.jobManager(number, ports.take(TWO));
    }

    /** The next TaskManager, with a number that none has. */
    Member taskManager() {
        int number = 1;
        while (cluster.has(Role.TASKMANAGER.name(number))) {
            number++;
        }
        return flink.taskManager(number);
    }
}
