package dev.offramp.cli.cluster;

import dev.offramp.cli.broker.LogFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** Kafka brokers that are their own controllers (KRaft): one, or three that keep three copies of everything. */
final class Brokers {

    private static final String CONTROLLER = "CONTROLLER";
    private static final int LARGEST_RECORD = 16 << 20;

    private final ClusterFolder folder;
    private final Network network;
    private final List<String> hosts;
    private final List<List<Integer>> ports;

    /** @param ports of each broker: for clients, and for controllers */
    Brokers(ClusterFolder folder, Network network, List<List<Integer>> ports) {
        this.folder = folder;
        this.network = network;
        this.ports = List.copyOf(ports);
        this.hosts = IntStream.rangeClosed(1, ports.size())
                .mapToObj(number -> network.join(Role.BROKER, number))
                .toList();
    }

    /** Writes their settings and their empty logs; they are not started yet. */
    List<Member> prepare() {
        String cluster = Uuid.randomUuid().toString();
        return IntStream.range(0, ports.size())
                .mapToObj(i -> prepare(i, cluster))
                .toList();
    }

    private Member prepare(int i, String cluster) {
        String name = Role.BROKER.name(i + 1);
        Path data = folder.folder("data/" + name);
        Properties settings = settings(i, data);
        Path file = folder.folder("conf").resolve(name + ".properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, "one of " + ports.size() + " brokers");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        LogFolder.format(data, i + 1, cluster, CONTROLLER);
        List<String> command = new ArrayList<>(List.of("-Xmx768m", "-XX:+UseG1GC"));
        command.addAll(FlinkProcesses.logging(folder, name));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "kafka.Kafka", file.toString()));
        return Member.unborn(name, Role.BROKER, hosts.get(i), ports.get(i), Launch.java(network.within(name), command));
    }

    private Properties settings(int i, Path data) {
        int copies = ports.size();
        var properties = new Properties();
        String client = "PLAINTEXT://" + hosts.get(i) + ":" + ports.get(i).get(0);
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", Integer.toString(i + 1));
        properties.setProperty(
                "listeners",
                client + "," + CONTROLLER + "://" + hosts.get(i) + ":"
                        + ports.get(i).get(1));
        properties.setProperty("advertised.listeners", client);
        properties.setProperty("controller.listener.names", CONTROLLER);
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        properties.setProperty("controller.quorum.voters", voters());
        properties.setProperty("log.dirs", data.toString());
        properties.setProperty("message.max.bytes", Integer.toString(LARGEST_RECORD));
        properties.setProperty("replica.fetch.max.bytes", Integer.toString(LARGEST_RECORD));
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        for (String prefix : List.of("default", "offsets.topic", "transaction.state.log")) {
            properties.setProperty(prefix + ".replication.factor", Integer.toString(copies));
        }
        properties.setProperty("min.insync.replicas", Integer.toString(copies > 1 ? 2 : 1));
        properties.setProperty("transaction.state.log.min.isr", Integer.toString(copies > 1 ? 2 : 1));
        properties.setProperty("offsets.topic.num.partitions", "4");
        properties.setProperty("transaction.state.log.num.partitions", "4");
        properties.setProperty("broker.session.timeout.ms", "6000"); // a dead one is replaced as leader after seconds
        return properties;
    }

    private String voters() {
        return IntStream.range(0, ports.size())
                .mapToObj(i -> (i + 1) + "@" + hosts.get(i) + ":" + ports.get(i).get(1))
                .collect(Collectors.joining(","));
    }
}
