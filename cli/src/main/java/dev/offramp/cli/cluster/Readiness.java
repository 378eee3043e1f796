package dev.offramp.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** When a process that was started can be worked with. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int ONE_QUESTION_MILLIS = 3000;
    private static final int LAST_LINES = 8;

    private Readiness() {}

    /** Returns when it answers; fails with its last words where it dies, or takes too long. */
    static void await(Member member, RunningCluster cluster, ClusterFolder folder) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(member, cluster)) {
            if (!member.isAlive()) {
                throw new CommandFailure(member.name() + " ended at once" + lastWords(member, folder));
            }
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(member.name() + " is not ready after " + PATIENCE.toSeconds() + " s"
                        + lastWords(member, folder));
            }
            pause();
        }
    }

    private static boolean isReady(Member member, RunningCluster cluster) {
        return switch (member.role()) {
            case ZOOKEEPER -> listens(member);
            case BROKER -> listens(member) && (isNotLastOfMany(cluster) || knowsAllBrokers(cluster));
            case JOBMANAGER -> answers(member, "/overview").path("taskmanagers").isNumber();
            case TASKMANAGER ->
                answers(cluster.jobManager(), "/taskmanagers").toString().contains("\"id\":\"" + member.name() + "\"");
        };
    }

    /** Three brokers elect their controller only once two of them are there. */
    private static boolean isNotLastOfMany(RunningCluster cluster) {
        return cluster.members(Role.BROKER).size() < cluster.plan().brokers();
    }

    private static boolean listens(Member member) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(member.host(), member.ports().get(0)), ONE_QUESTION_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean knowsAllBrokers(RunningCluster cluster) {
        long alive =
                cluster.members(Role.BROKER).stream().filter(Member::isAlive).count();
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ONE_QUESTION_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ONE_QUESTION_MILLIS))) {
            return admin.describeCluster()
                            .nodes()
                            .get(ONE_QUESTION_MILLIS, TimeUnit.MILLISECONDS)
                            .size()
                    >= alive;
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting for the brokers", hurried);
        }
    }

    private static JsonNode answers(Member jobManager, String path) {
        try {
            return new FlinkRest(URI.create("http://" + jobManager.address())).get(path);
        } catch (CommandFailure notYet) {
            return MissingNode.getInstance();
        }
    }

    private static String lastWords(Member member, ClusterFolder folder) {
        var words = new StringBuilder();
        for (Path file : List.of(folder.log(member.name()), folder.output(member.name()))) {
            words.append("; the end of ").append(file).append(":\n").append(end(file));
        }
        return words.toString();
    }

    private static String end(Path file) {
        try {
            List<String> lines = Files.exists(file)
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(cannot be read)";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting", hurried);
        }
    }
}
