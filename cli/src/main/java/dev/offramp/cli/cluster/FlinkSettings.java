package dev.offramp.cli.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Flink's options of a cluster: what {@code config.yaml} does not say because it depends on the machine and the other processes. */
record FlinkSettings(ClusterFolder folder, RunningCluster cluster) {

    /** The options that all processes share, in the order in which later ones win. */
    private Map<String, String> shared() {
        ClusterPlan plan = cluster.plan();
        Map<String, String> options = new TreeMap<>();
        options.put("taskmanager.numberOfTaskSlots", Integer.toString(plan.slots()));
        options.put("io.tmp.dirs", folder.folder("tmp").toString());
        options.put("web.tmpdir", folder.folder("tmp").toString());
        options.put("execution.checkpointing.storage", "filesystem");
        options.put("execution.checkpointing.dir", uri("checkpoints"));
        options.put("execution.checkpointing.savepoint-dir", uri("savepoints"));
        if (plan.isHighlyAvailable()) {
            options.put("high-availability.type", "zookeeper");
            options.put(
                    "high-availability.zookeeper.quorum",
                    cluster.members(Role.ZOOKEEPER).get(0).address());
            options.put("high-availability.cluster-id", "/offramp");
            options.put("high-availability.storageDir", uri("ha"));
            options.put("high-availability.zookeeper.client.session-timeout", "6 s");
            options.put("high-availability.zookeeper.client.connection-timeout", "3 s");
            // who leads goes on through a hiccup: only a session that has ended makes another one lead
            options.put("high-availability.zookeeper.client.tolerate-suspended-connections", "true");
            // a JobManager that has given ZooKeeper up ends, and all of them at once
            options.put("high-availability.zookeeper.client.retry-wait", "2 s");
            options.put("high-availability.zookeeper.client.max-retry-attempts", "60");
        }
        return options;
    }

    List<String> ofJobManager(String host, int restPort, int rpcPort) {
        Map<String, String> options = shared();
        options.put("rest.address", host);
        options.put("rest.bind-address", host);
        options.put("rest.port", Integer.toString(restPort));
        options.put("rest.bind-port", Integer.toString(restPort));
        options.put("jobmanager.rpc.address", host);
        options.put("jobmanager.bind-host", host);
        options.put("jobmanager.rpc.port", Integer.toString(rpcPort));
        options.put("high-availability.jobmanager.port", Integer.toString(rpcPort));
        return arguments(options);
    }

    List<String> ofTaskManager(String host, String name) {
        Map<String, String> options = shared();
        if (!cluster.plan().isHighlyAvailable()) {
            Member leader = cluster.members(Role.JOBMANAGER).get(0);
            options.put("jobmanager.rpc.address", leader.host());
            options.put("jobmanager.rpc.port", Integer.toString(leader.ports().get(1)));
        }
        options.put("taskmanager.host", host);
        options.put("taskmanager.bind-host", host);
        options.put("taskmanager.resource-id", name);
        return arguments(options);
    }

    private List<String> arguments(Map<String, String> options) {
        Stream<String> ours = options.entrySet().stream().map(option -> option.getKey() + "=" + option.getValue());
        List<String> arguments = new ArrayList<>();
        Stream.concat(ours, cluster.plan().flinkOptions().stream())
                .forEach(option -> arguments.addAll(List.of("-D", option)));
        return arguments;
    }

    private String uri(String name) {
        return "file://" + folder.folder(name); // Flink quotes what a URI may not hold by itself
    }
}
