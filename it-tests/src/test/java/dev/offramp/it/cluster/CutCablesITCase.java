package dev.offramp.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestBundle;
import dev.offramp.it.TestTopics;
import dev.offramp.schema.Classification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Cables of a cluster are pulled under load, for longer than a heartbeat's patience and for shorter: {@code -Dcluster.isolated=true}, as root. */
@EnabledIfSystemProperty(named = "cluster.isolated", matches = "true")
class CutCablesITCase {

    private static final int STREAMS = 8;
    private static final int EACH_TIME = 1_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LONG_MILLIS = 10_000;

    private static LocalCluster cluster;
    private static FlinkRest flink;
    private static TestTopics topics;
    private static int published;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalCluster.start(
                Path.of("target/isolated-cluster"),
                "--isolated",
                "--brokers=3",
                "--taskmanagers=2",
                "--slots=2",
                "-D",
                "execution.checkpointing.interval=500ms",
                "-D",
                "taskmanager.memory.process.size=1600m");
        flink = new FlinkRest(cluster.rest());
        topics = new TestTopics(cluster.bootstrapServers());
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
        cluster.run(words.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void a_task_manager_that_nobody_reaches_is_replaced_and_costs_no_answer() throws Exception {
        publish();
        int failures = flink.failures(job()).size();
        String cut = flink.busyTaskManager();
        cluster.run("cut", cut);
        publish();
        Await.until(
                "the job to go on elsewhere",
                PATIENCE,
                () -> flink.failures(job()).size() > failures
                        && !flink.busyTaskManager().equals(cut));
        assertAnsweredOnce();
        cluster.run("mend", cut);
    }

    @Test
    void one_broker_of_three_may_die_and_come_back() throws Exception {
        publish();
        cluster.run("kill", "broker-2");
        publish();
        assertAnsweredOnce();
        cluster.run("start", "broker-2");
        publish();

        assertAnsweredOnce();
    }

    @Test
    void a_task_manager_that_reaches_no_broker_for_a_while_goes_on_when_it_does() throws Exception {
        publish();
        String busy = flink.busyTaskManager();
        cluster.run("cut", busy, "--from", "broker-1");
        publish();
        Await.until("checkpoints to stop", PATIENCE, () -> flink.millisSinceCheckpoint(job()) > LONG_MILLIS);
        cluster.run("mend", busy);

        assertAnsweredOnce();
    }

    private static String job() throws Exception {
        return flink.runningJobs().get(0);
    }

    private static void publish() {
        topics.publish(
                FashionMnist.first(published + EACH_TIME).images().subList(published, published + EACH_TIME), STREAMS);
        published += EACH_TIME;
    }

    private static void assertAnsweredOnce() {
        assertThat(topics.classifications(published))
                .extracting(CutCablesITCase::origin)
                .doesNotHaveDuplicates()
                .hasSize(published);
        assertThat(topics.rejects(0)).isEmpty();
    }

    private static String origin(Classification answer) {
        return answer.getFramePartition() + ":" + answer.getFrameOffset();
    }
}
