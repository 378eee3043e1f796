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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What may befall a cluster of three brokers, two JobManagers and two TaskManagers under load, one after the other: processes die, hang, and
 * lose their cables. Each frame is answered once, or the test says which was not. {@code ./offramp test --faults}, as root: cables are
 * those of network namespaces.
 */
@EnabledIfSystemProperty(named = "faults", matches = "true")
class FaultsITCase {

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
                Path.of("target/faults-cluster"),
                "--isolated",
                "--brokers=3",
                "--jobmanagers=2",
                "--taskmanagers=2",
                "--slots=2",
                "-D",
                "execution.checkpointing.interval=500ms",
                "-D",
                "taskmanager.memory.process.size=1600m");
        flink = new FlinkRest(cluster.rest("jobmanager-2")); // jobmanager-1 leads at first, and dies
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
    void when_the_job_manager_that_leads_dies_the_one_that_stands_by_goes_on() throws Exception {
        publish();
        cluster.run("kill", "jobmanager-1");
        publish();

        assertAnsweredOnce();
        cluster.run("start", "jobmanager-1");
    }

    @Test
    void a_broker_that_hangs_is_waited_for() throws Exception {
        publish();
        cluster.run("pause", "broker-1");
        Await.until("the others to do without it", PATIENCE, () -> brokers() == 2);
        cluster.run("resume", "broker-1");
        publish();

        assertAnsweredOnce();
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

    private static int brokers() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            return admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).size();
        }
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
                .extracting(FaultsITCase::origin)
                .doesNotHaveDuplicates()
                .hasSize(published);
        assertThat(topics.rejects(0)).isEmpty();
    }

    private static String origin(Classification answer) {
        return answer.getFramePartition() + ":" + answer.getFrameOffset();
    }
}
