package dev.offramp.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;

/**
 * When a process that is started can be worked with.
 *
 * @param before what the others said of it before: of one that has died they may say so for a while
 */
record Readiness(RunningCluster cluster, ClusterFolder folder, String before) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int ONE_QUESTION_MILLIS = 3000;
    private static final int LAST_LINES = 8;

    /** To be asked before the process is started. */
    static Readiness before(Member member, RunningCluster cluster, ClusterFolder folder) {
        return new Readiness(cluster, folder, member.role() == Role.TASKMANAGER ? pathOf(member, cluster) : "");
    }

    /** Returns when it answers; fails with its last words where it dies, or takes too long. */
    void await(Member member) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(member)) {
            if (!member.isAlive()) {
                throw new CommandFailure(member.name() + " ended at once" + lastWords(member));
            }
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        member.name() + " is not ready after " + PATIENCE.toSeconds() + " s" + lastWords(member));
            }
            Pause.of(LOOK);
        }
    }

    private boolean isReady(Member member) {
        return switch (member.role()) {
            case ZOOKEEPER -> listens(member);
            case BROKER -> isOneOfTheFirst() || (listens(member) && knowsEachOther(member));
            case JOBMANAGER -> cluster.answers(member);
            case TASKMANAGER -> {
                String now = pathOf(member, cluster);
                yield !now.isEmpty() && !now.equals(before);
            }
        };
    }

    /** Brokers elect their controller once most of them are there: until then the first ones do not even listen. */
    private boolean isOneOfTheFirst() {
        return cluster.members(Role.BROKER).size() < cluster.plan().brokers();
    }

    /** Whether it is a broker among the others, and where it is the last one to be started for the first time, all are. */
    private boolean knowsEachOther(Member broker) {
        List<String> wanted = cluster.isBeingStarted()
                ? cluster.members(Role.BROKER).stream().map(Member::address).toList()
                : List.of(broker.address());
        return brokersKnownTo(broker).stream()
                .map(node -> node.host() + ":" + node.port())
                .toList()
                .containsAll(wanted);
    }

    private static Collection<Node> brokersKnownTo(Member broker) {
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ONE_QUESTION_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ONE_QUESTION_MILLIS))) {
            return admin.describeCluster().nodes().get(ONE_QUESTION_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException notYet) {
            return List.of();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting for the brokers", hurried);
        }
    }

    private static boolean listens(Member member) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(member.host(), member.ports().get(0)), ONE_QUESTION_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where a JobManager reaches a TaskManager, which is elsewhere after each start; empty where it knows none of that name. */
    private static String pathOf(Member taskManager, RunningCluster cluster) {
        FlinkRest rest = cluster.rest(cluster.jobManager());
        for (JsonNode known : answered(rest, "/taskmanagers").path("taskmanagers")) {
            if (known.path("id").asText().equals(taskManager.name())) {
                return known.path("path").asText();
            }
        }
        return "";
    }

    /** Nothing where nobody answers. */
    static JsonNode answered(FlinkRest rest, String path) {
        try {
            return rest.get(path);
        } catch (CommandFailure notYet) {
            return MissingNode.getInstance();
        }
    }

    private String lastWords(Member member) {
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
}
