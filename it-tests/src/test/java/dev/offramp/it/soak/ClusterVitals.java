package dev.offramp.it.soak;

import dev.offramp.it.TestTopics;
import dev.offramp.it.cluster.FlinkRest;
import dev.offramp.it.cluster.LocalCluster;
import dev.offramp.it.load.SteadyLoad;
import dev.offramp.it.load.Witness;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** What must not grow in a cluster of one broker, one JobManager and one TaskManager under load. */
record ClusterVitals(LocalCluster cluster, TestTopics topics, SteadyLoad load, Witness witness) {

    private static final double SHARE = .05;
    private static final double MEBIBYTE = 1 << 20;

    List<Vital> all() throws IOException {
        String taskManager = cluster.aTaskManager();
        var worker = new ProcessVitals(cluster.pid(taskManager));
        var leader = new ProcessVitals(cluster.pid("jobmanager-1"));
        var broker = new ProcessVitals(cluster.pid("broker-1"));
        return List.of(
                new Vital("TaskManager, resident memory", "MiB", SHARE, 40, worker::residentMebibytes),
                new Vital("TaskManager, heap", "MiB", SHARE, 20, () -> jvm(taskManager, "Heap.Used")),
                new Vital("TaskManager, direct memory", "MiB", SHARE, 10, () -> jvm(taskManager, "Direct.MemoryUsed")),
                new Vital("TaskManager, classes", "MiB", SHARE, 5, () -> jvm(taskManager, "Metaspace.Used")),
                new Vital("TaskManager, threads", "", SHARE, 3, worker::threads),
                new Vital("TaskManager, open files", "", SHARE, 5, worker::openFiles),
                new Vital("JobManager, resident memory", "MiB", SHARE, 40, leader::residentMebibytes),
                new Vital("JobManager, threads", "", SHARE, 5, leader::threads),
                new Vital("broker, threads", "", SHARE, 5, broker::threads),
                new Vital("transactional ids at the broker", "", SHARE, 2, this::transactionalIds),
                new Vital("published and not answered", "frames", SHARE, load.rate() * 5.0, this::behind));
    }

    private double jvm(String taskManager, String name) throws Exception {
        return new FlinkRest(cluster.rest()).metric(taskManager, "Status.JVM.Memory." + name) / MEBIBYTE;
    }

    private double transactionalIds() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topics.bootstrapServers()))) {
            return admin.listTransactions().all().get(1, TimeUnit.MINUTES).size();
        }
    }

    private double behind() {
        return load.published() - witness.answeredOrRefused();
    }
}
