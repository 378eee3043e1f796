package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.TestTopics;
import dev.offramp.it.cluster.Await;
import dev.offramp.it.cluster.FlinkRest;
import dev.offramp.it.cluster.LocalCluster;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * Three brokers, two JobManagers behind ZooKeeper, two TaskManagers with a slot to spare, each with a cable of its own, checkpoints on a
 * disk of their own, and the job of a bundle whose stages can be made to fail. Wants root.
 */
final class FaultCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern SAVEPOINT = Pattern.compile("--from (file:\\S+)");

    private final LocalCluster processes;
    private final CheckpointDisk disk;
    private final FragileBundle bundle;
    private final Agent thief = Agent.of(MemoryThief.class);
    private final TestTopics topics;
    private long toldBefore;

    private FaultCluster(LocalCluster processes, CheckpointDisk disk, FragileBundle bundle) throws IOException {
        this.processes = processes;
        this.disk = disk;
        this.bundle = bundle;
        topics = new TestTopics(processes.bootstrapServers());
    }

    /** @param options more of {@code ./offramp cluster up} */
    static FaultCluster start(Path folder, List<String> options) throws IOException, InterruptedException {
        FragileBundle bundle = FragileBundle.writtenTo(folder.resolveSibling(folder.getFileName() + "-bundle"));
        new LocalCluster(folder.toAbsolutePath().normalize()).close(); // what an interrupted run left
        CheckpointDisk disk = CheckpointDisk.mountedAt(folder.resolveSibling(folder.getFileName() + "-disk"));
        List<String> words = new ArrayList<>(List.of(
                "--isolated",
                "--brokers=3",
                "--jobmanagers=2",
                "--taskmanagers=2",
                "--slots=3",
                "-D",
                "execution.checkpointing.interval=1s",
                "-D",
                "execution.checkpointing.dir=" + disk.folder().toUri(),
                "-D",
                "taskmanager.load-balance.mode=SLOTS", // so that what befalls one of them befalls the job
                "-D",
                "taskmanager.memory.process.size=1600m"));
        words.addAll(options);
        try {
            LocalCluster processes = LocalCluster.start(folder, words.toArray(String[]::new));
            return new FaultCluster(processes, disk, bundle);
        } catch (IOException | RuntimeException | AssertionError failure) {
            disk.unmount();
            throw failure;
        }
    }

    TestTopics topics() {
        return topics;
    }

    CheckpointDisk disk() {
        return disk;
    }

    FragileBundle bundle() {
        return bundle;
    }

    /** One of {@code ./offramp cluster}, which must succeed. */
    void run(String... words) {
        processes.run(words);
    }

    List<String> taskManagers() throws IOException {
        return processes.names("TASKMANAGER");
    }

    List<String> brokers() throws IOException {
        return processes.names("BROKER");
    }

    /** A JobManager that answers; the one that stands by passes on what it is asked. */
    FlinkRest flink() throws IOException {
        String living = processes.names("JOBMANAGER").stream()
                .filter(processes::lives)
                .findFirst()
                .orElseThrow();
        return new FlinkRest(processes.rest(living));
    }

    String job() throws Exception {
        return flink().runningJobs().stream().findFirst().orElse("");
    }

    /** How often the job that runs was restarted since its JobManager leads. */
    int restarts() throws Exception {
        return flink().restarts(job());
    }

    /** Between the checkpoints of the job that runs. */
    long checkpointIntervalMillis() throws Exception {
        return flink().checkpointIntervalMillis(job());
    }

    /** How many TaskManagers the JobManager knows. */
    int registered() throws Exception {
        return flink().taskManagers();
    }

    /** How many brokers belong together, as those say that are not the named one. */
    int brokersThat(String named) throws Exception {
        String others = brokers().stream()
                .filter(name -> !name.equals(named))
                .map(processes::address)
                .collect(Collectors.joining(","));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", others))) {
            return admin.describeCluster().nodes().get(20, TimeUnit.SECONDS).size();
        }
    }

    Fault.Undo killWorker() throws Exception {
        run("kill", flink().busyTaskManager());
        return () -> {};
    }

    Fault.Undo pauseWorker() throws Exception {
        String worker = flink().busyTaskManager();
        run("pause", worker);
        return () -> run("resume", worker);
    }

    Fault.Undo cutWorker() throws Exception {
        String worker = flink().busyTaskManager();
        run("cut", worker);
        return () -> run("mend", worker);
    }

    /**
     * Takes all memory of a kind from a TaskManager.
     *
     * @param kind {@code heap} or {@code direct}
     */
    Fault.Undo starveWorker(String kind, int seconds) throws Exception {
        toldBefore = toldOfNoMemory();
        thief.load(processes.pid(flink().busyTaskManager()), kind + " " + seconds);
        return () -> {};
    }

    /** Whether all memory of a TaskManager is taken, or it has died of it. */
    boolean lacksMemory() throws Exception {
        return toldOfNoMemory() > toldBefore || registered() == 1;
    }

    private long toldOfNoMemory() throws IOException {
        long told = 0;
        for (String taskManager : taskManagers()) {
            told += processes
                    .printed(taskManager)
                    .lines()
                    .filter(line -> line.contains(MemoryThief.TAKEN))
                    .count();
        }
        return told;
    }

    /** The JobManager's clock. */
    long clockMillis() throws Exception {
        return flink().clockMillis(job());
    }

    /** Starts the job, which goes on from a savepoint where one is named. */
    void submit(String savepoint, Path served, List<String> options) {
        List<String> words = new ArrayList<>(options);
        if (!savepoint.isEmpty()) {
            words.addAll(List.of("--from", savepoint));
        }
        processes.submit(served, topics, words);
    }

    /** Stops the job behind a savepoint; returns where that is. */
    String stop() throws Exception {
        var out = new StringWriter();
        int status = LocalCluster.offramp(out, List.of("stop", "--cluster", flink().base(), job()));
        Matcher savepoint = SAVEPOINT.matcher(out.toString());
        assertThat(status == 0 && savepoint.find()).as(out.toString()).isTrue();
        return savepoint.group(1);
    }

    /** Starts again what has died, as an orchestrator would, and waits for the cluster to be whole. */
    void restore() throws Exception {
        disk.restore();
        startTheDead();
        int all = taskManagers().size();
        Await.until("all TaskManagers to be known", PATIENCE, () -> {
            startTheDead(); // one may end only when it is back
            return isWhole(all);
        });
    }

    private boolean isWhole(int taskManagers) throws Exception {
        try {
            return registered() == taskManagers && !job().isEmpty();
        } catch (IOException nobodyLeads) {
            return false;
        }
    }

    private void startTheDead() throws IOException {
        List<String> dead = processes.names("").stream()
                .filter(name -> !processes.lives(name))
                .toList();
        if (!dead.isEmpty()) {
            List<String> words = new ArrayList<>(List.of("start"));
            words.addAll(dead);
            run(words.toArray(String[]::new));
        }
    }

    @Override
    public void close() {
        try {
            processes.close();
        } finally {
            disk.unmount();
        }
    }
}
