package dev.offramp.it.image;

import dev.offramp.it.TestTopics;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A broker, a JobManager in application mode and TaskManagers as containers that may do as little as production allows: no root, a root
 * folder that cannot be written, no capabilities, a memory limit.
 */
final class ContainerCluster implements AutoCloseable {

    private static final String NETWORK = "offramp-images";
    private static final String SUBNET = "10.88.77.";
    private static final String BROKER = "images-kafka";
    private static final String JOB_MANAGER = "images-jobmanager";
    private static final String STATE = "images-state";
    private static final String BUNDLE = "/opt/offramp/bundles/fashion-mnist-branchy";

    private static final String PROPERTIES = """
            jobmanager.rpc.address: images-jobmanager
            jobmanager.memory.process.size: 1g
            taskmanager.numberOfTaskSlots: 2
            taskmanager.memory.process.size: 1600m
            taskmanager.memory.managed.size: 32m
            taskmanager.memory.task.off-heap.size: 256m
            taskmanager.memory.network.min: 64m
            taskmanager.memory.network.max: 64m
            classloader.parent-first-patterns.additional: ai.djl;com.sun.jna;org.bytedeco
            execution.checkpointing.storage: filesystem
            execution.checkpointing.dir: file:///offramp-state/checkpoints
            execution.checkpointing.interval: 1s
            heartbeat.interval: 2s
            heartbeat.timeout: 10s
            """;

    private static final int FIRST_ADDRESS = 20;

    private final Podman podman;
    private final int port;
    private final List<String> taskManagers = new ArrayList<>();

    private ContainerCluster(Podman podman, int port) {
        this.podman = podman;
        this.port = port;
    }

    /** A network and a broker in it. */
    static ContainerCluster start(Podman podman) throws IOException, InterruptedException {
        ContainerCluster cluster = new ContainerCluster(podman, freePort());
        cluster.clear();
        podman.run("network", "create", "--subnet", SUBNET + "0/24", NETWORK);
        podman.run("volume", "create", STATE);
        cluster.startBroker();
        return cluster;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    private void startBroker() throws IOException, InterruptedException {
        Map<String, String> settings = Map.ofEntries(
                Map.entry("NODE_ID", "1"),
                Map.entry("PROCESS_ROLES", "broker,controller"),
                Map.entry("LISTENERS", "INSIDE://:9092,OUTSIDE://:29092,CONTROLLER://:9093"),
                Map.entry("ADVERTISED_LISTENERS", "INSIDE://" + BROKER + ":9092,OUTSIDE://" + bootstrapServers()),
                Map.entry("LISTENER_SECURITY_PROTOCOL_MAP", "INSIDE:PLAINTEXT,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("INTER_BROKER_LISTENER_NAME", "INSIDE"),
                Map.entry("CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                Map.entry("CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                Map.entry("OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                Map.entry("TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                Map.entry("TRANSACTION_STATE_LOG_MIN_ISR", "1"));
        List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", BROKER, "--network", NETWORK));
        words.addAll(List.of("--publish", bootstrapServers() + ":29092"));
        settings.forEach((name, value) -> words.addAll(List.of("--env", "KAFKA_" + name + "=" + value)));
        words.add("localhost/apache/kafka:4.2.0");
        podman.run(words);
    }

    /** The job, in application mode. */
    void startJobManager(TestTopics topics) throws IOException, InterruptedException {
        List<String> words = confined(JOB_MANAGER, "2g");
        words.addAll(
                List.of("localhost/offramp:test", "standalone-job", "--job-classname", "dev.offramp.job.OfframpJob"));
        topics.settings()
                .forEach((key, value) -> words.addAll(List.of(
                        "--set", key + "=" + (key.equals("kafka.bootstrap-servers") ? BROKER + ":9092" : value))));
        words.addAll(List.of("--set", "bundle.path=" + BUNDLE, "--set", "parallelism.default=2"));
        podman.run(words);
    }

    /** Another TaskManager; returns its name. */
    String startTaskManager(String memory) throws IOException, InterruptedException {
        String name = "images-taskmanager-" + (taskManagers.size() + 1);
        taskManagers.add(name);
        List<String> words = confined(name, memory);
        words.addAll(List.of("localhost/offramp:test", "taskmanager"));
        podman.run(words);
        return name;
    }

    private List<String> confined(String name, String memory) {
        List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", name, "--hostname", name));
        words.addAll(List.of("--ip", address(name), "--volume", STATE + ":/offramp-state"));
        words.addAll(List.of("--env", "FLINK_PROPERTIES=" + PROPERTIES));
        words.addAll(confinement(memory));
        return words;
    }

    /** What it advertises, and keeps when its cable is back. */
    private String address(String name) {
        return SUBNET + (name.equals(JOB_MANAGER) ? FIRST_ADDRESS : FIRST_ADDRESS + 1 + taskManagers.indexOf(name));
    }

    private static List<String> confinement(String memory) {
        return List.of(
                "--network",
                NETWORK,
                "--read-only",
                "--read-only-tmpfs=false",
                "--volume",
                "/tmp",
                "--cap-drop",
                "all",
                "--security-opt",
                "no-new-privileges",
                "--memory",
                memory,
                "--memory-swap",
                memory);
    }

    /** One command of the image of tools, in the same network; returns what it printed. */
    String tool(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("run", "--rm"));
        command.addAll(confinement("2g"));
        command.add("localhost/offramp-tools:test");
        command.addAll(List.of(words));
        return podman.run(command);
    }

    String brokerInside() {
        return BROKER + ":9092";
    }

    /** What a container has said and logged. */
    String log(String container) throws IOException, InterruptedException {
        return podman.run("logs", container);
    }

    String jobManager() {
        return JOB_MANAGER;
    }

    void cut(String container) throws IOException, InterruptedException {
        podman.run("network", "disconnect", NETWORK, container);
    }

    void mend(String container) throws IOException, InterruptedException {
        podman.run("network", "connect", "--ip", address(container), NETWORK, container);
    }

    void kill(String container) throws IOException, InterruptedException {
        podman.run("kill", container);
    }

    /** Whether the kernel ended it for taking more memory than it may. */
    boolean diedOfMemory(String container) throws IOException, InterruptedException {
        return podman.run("inspect", "--format", "{{.State.OOMKilled}}", container)
                .equals("true");
    }

    private void clear() throws IOException, InterruptedException {
        for (int number = 1; number <= 9; number++) {
            podman.remove("images-taskmanager-" + number);
        }
        podman.remove(JOB_MANAGER);
        podman.remove(BROKER);
        podman.run("network", "rm", "--force", NETWORK);
        podman.run("volume", "rm", "--force", STATE);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        clear();
    }
}
