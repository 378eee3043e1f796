package dev.offramp.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestBundle;
import dev.offramp.it.TestTopics;
import dev.offramp.schema.Classification;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A cluster with a JobManager that stands by, of which one process after the other is killed or paused under load. */
@TestMethodOrder(OrderAnnotation.class) // one cluster: starting it takes longer than breaking it
class FailoverITCase {

    private static final int STREAMS = 8;
    private static final int EACH_TIME = 1_000;

    private static LocalCluster cluster;
    private static TestTopics topics;
    private static int published;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalCluster.start(
                Path.of("target/failover-cluster"),
                "--jobmanagers=2",
                "--taskmanagers=1",
                "--slots=2",
                "-D",
                "execution.checkpointing.interval=500ms",
                "-D",
                "taskmanager.memory.process.size=1600m");
        topics = new TestTopics(cluster.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void a_job_is_submitted_and_runs() {
        List<String> words = new ArrayList<>(List.of(
                "submit",
                "--bundle",
                TestBundle.FOLDER.toAbsolutePath().normalize().toString(),
                "--parallelism=2"));
        topics.settings().forEach((key, value) -> {
            if (!key.equals("kafka.bootstrap-servers")) {
                words.addAll(List.of("--set", key + "=" + value));
            }
        });

        assertThat(cluster.run(words.toArray(String[]::new))).contains("Running, and goes on without this command");
        publish();
        assertAnsweredOnce();
    }

    @Test
    @Order(2)
    void when_the_leader_dies_the_job_manager_that_stands_by_goes_on_and_loses_nothing() {
        publish();
        cluster.run("kill", "jobmanager-1");
        publish();

        assertAnsweredOnce();
        assertThat(status()).containsPattern("jobmanager-1 +dead").containsPattern("jobmanager-2 +lives");
        cluster.run("start", "jobmanager-1");
    }

    @Test
    @Order(3)
    void a_broker_that_hangs_for_a_while_and_one_that_is_killed_and_starts_again_cost_no_answer() {
        publish();
        cluster.run("pause", "broker-1");
        assertThat(status()).containsPattern("broker-1 +paused");
        cluster.run("resume", "broker-1");
        cluster.run("kill", "broker-1");
        cluster.run("start", "broker-1");
        publish();

        assertAnsweredOnce();
    }

    @Test
    @Order(4)
    void what_is_not_there_or_lives_already_is_said() {
        assertThat(refused("kill", "broker-7")).contains("there is no broker-7 in this cluster; it has zookeeper-1, ");
        assertThat(refused("start", "broker-1")).contains("broker-1 lives already");
        assertThat(refused("up")).contains("a cluster is there already");
    }

    @Test
    @Order(5)
    void what_is_taken_down_is_gone() {
        cluster.run("down");

        var out = new StringWriter();
        assertThat(cluster.execute(out, "status")).isEqualTo(3);
        assertThat(out.toString()).contains("Nothing runs in");
        assertThat(refused("kill", "broker-1")).contains("there is no broker-1");
    }

    private static void publish() {
        topics.publish(
                FashionMnist.first(published + EACH_TIME).images().subList(published, published + EACH_TIME), STREAMS);
        published += EACH_TIME;
    }

    private static void assertAnsweredOnce() {
        assertThat(topics.classifications(published))
                .extracting(FailoverITCase::origin)
                .doesNotHaveDuplicates()
                .hasSize(published);
        assertThat(topics.rejects(0)).isEmpty();
    }

    private static String status() {
        var out = new StringWriter();
        assertThat(cluster.execute(out, "status")).isLessThan(2);
        return out.toString();
    }

    private static String refused(String... arguments) {
        var out = new StringWriter();
        assertThat(cluster.execute(out, arguments)).isEqualTo(1);
        return out.toString();
    }

    private static String origin(Classification answer) {
        return answer.getFramePartition() + ":" + answer.getFrameOffset();
    }
}
