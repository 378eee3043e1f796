package dev.offramp.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestBundle;
import dev.offramp.it.TestTopics;
import dev.offramp.schema.Classification;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged jar on a cluster of separate processes, with DJL on the cluster's class path. */
class ClusterITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STREAMS = 8;

    private static EmbeddedBroker broker;
    private static LocalCluster cluster;
    private static FlinkRest flink;
    private static String jar;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start();
        cluster = LocalCluster.start(
                Path.of("target/local-cluster"),
                "--brokers=0",
                "--jobmanagers=2",
                "-D",
                "execution.checkpointing.interval=500ms",
                "-D",
                "metrics.reporter.prom.factory.class=org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                "-D",
                "metrics.reporter.prom.port=9250-9299");
        flink = new FlinkRest(cluster.rest());
        jar = flink.upload(JobJar.packaged().path());
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
        broker.close();
    }

    @AfterEach
    void cancelWhatAFailedTestLeftRunning() throws Exception {
        for (String job : flink.runningJobs()) {
            flink.cancel(job);
        }
    }

    @Test
    void a_job_that_is_cancelled_and_submitted_again_goes_on_where_it_was() throws Exception {
        TestTopics topics = new TestTopics(broker);

        topics.publish(FashionMnist.first(1_000).images(), STREAMS);
        String first = submit(topics);
        awaitCommitted(topics, 1_000, first, 0);
        flink.cancel(first);
        topics.publish(FashionMnist.first(1_500).images().subList(1_000, 1_500), STREAMS);
        String second = submit(topics);
        awaitCommitted(topics, 1_500, second, 0);
        flink.cancel(second);

        assertAnsweredOnce(topics, 1_500);
    }

    @Test
    void two_jobs_share_a_process_and_its_native_library() throws Exception {
        TestTopics ones = new TestTopics(broker);
        TestTopics others = new TestTopics(broker);

        String one = submit(ones);
        String other = submit(others);
        ones.publish(FashionMnist.first(600).images(), STREAMS);
        others.publish(FashionMnist.first(400).images(), STREAMS);
        awaitCommitted(ones, 600, one, 0);
        awaitCommitted(others, 400, other, 0);
        assertThat(List.of(flink.state(one), flink.state(other))).containsOnly("RUNNING");
        flink.cancel(one);
        flink.cancel(other);

        assertAnsweredOnce(ones, 600);
        assertAnsweredOnce(others, 400);
    }

    @Test
    void every_frame_is_answered_once_though_its_task_manager_is_killed_under_load() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(6_000).images();
        TestTopics topics = new TestTopics(broker);

        String job = submit(topics);
        topics.publish(images.subList(0, 1_000), STREAMS);
        topics.classifications(1);
        topics.publish(images.subList(1_000, 6_000), STREAMS);
        cluster.run("kill", cluster.aTaskManager());
        long committedAtTheKill = committed(topics);
        cluster.run("scale", "1");
        awaitCommitted(topics, 6_000, job, 1);
        flink.cancel(job);

        assertThat(committedAtTheKill).isLessThan(6_000);
        assertAnsweredOnce(topics, 6_000);
    }

    @Test
    void a_job_goes_on_when_the_job_manager_that_leads_dies() throws Exception {
        TestTopics topics = new TestTopics(broker);

        String job = submit(topics);
        topics.publish(FashionMnist.first(1_000).images(), STREAMS);
        topics.classifications(1);
        cluster.run("kill", "jobmanager-1");
        topics.publish(FashionMnist.first(2_000).images().subList(1_000, 2_000), STREAMS);
        flink = new FlinkRest(cluster.rest("jobmanager-2"));
        assertAnsweredOnce(topics, 2_000);
        flink.cancel(job);
        jar = flink.upload(JobJar.packaged().path()); // a JobManager knows what was uploaded to it

        assertThat(status()).containsPattern("jobmanager-1 +dead").containsPattern("jobmanager-2 +lives");
        cluster.run("start", "jobmanager-1");
    }

    @Test
    void a_process_that_hangs_is_seen_to_and_goes_on() {
        String one = "taskmanager-1";
        cluster.run("pause", one);
        assertThat(status()).containsPattern(one + " +paused");
        cluster.run("resume", one);

        assertThat(status()).containsPattern(one + " +lives").doesNotContain("paused");
    }

    @Test
    void what_is_not_there_or_lives_already_or_cannot_be_is_said() {
        assertThat(refused("kill", "broker-7")).contains("there is no broker-7 in this cluster; it has zookeeper-1, ");
        assertThat(refused("start", "jobmanager-2")).contains("jobmanager-2 lives already");
        assertThat(refused("cut", "jobmanager-2")).contains("this cluster has no cables to cut");
        assertThat(refused("up")).contains("a cluster is there already");
    }

    @Test
    void what_the_cluster_says_about_flink_stands_over_the_jobs_own_defaults() throws Exception {
        String job = submit(new TestTopics(broker));

        assertThat(flink.checkpointIntervalMillis(job)).isEqualTo(500);
    }

    @Test
    void every_metric_of_the_dashboard_and_of_the_alarms_is_one_that_prometheus_finds() throws Exception {
        TestTopics topics = new TestTopics(broker);
        String job = submit(topics, "steer.latency-p95=60 s");
        topics.publish(FashionMnist.first(100).images(), STREAMS);
        topics.send(List.of(topics.record("frames", "camera", new byte[] {1}))); // what is refused is counted
        awaitCommitted(topics, 101, job, 0);

        Set<String> scraped = new Scrape(cluster).metrics("jobmanager-1", cluster.aTaskManager());
        assertThat(scraped).containsAll(Dashboard.shipped().metrics());
        assertThat(AlarmRules.shipped().metrics())
                .filteredOn(metric -> metric.startsWith("flink_"))
                .isNotEmpty()
                .isSubsetOf(scraped);
    }

    @Test
    void wrong_settings_come_back_to_the_one_who_submits() {
        assertThatThrownBy(() -> flink.run(jar, List.of("--set", "stage.batch.max-size=0")))
                .hasMessageContaining("the job cannot start")
                .hasMessageContaining("bundle.path is required")
                .hasMessageContaining("stage.batch.max-size must be");
    }

    private static String submit(TestTopics topics, String... more) throws Exception {
        Map<String, String> settings = new TreeMap<>(topics.settings());
        settings.put(
                "bundle.path", TestBundle.FOLDER.toAbsolutePath().normalize().toString());
        settings.put("parallelism.default", "2");
        Stream<String> entries = settings.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue());
        String job = flink.run(
                jar,
                Stream.concat(entries, Stream.of(more))
                        .flatMap(entry -> Stream.of("--set", entry))
                        .toList());
        Await.until("job " + job + " to run", PATIENCE, () -> flink.state(job).equals("RUNNING"));
        return job;
    }

    /** Until a checkpoint covers that many frames, and with it all that they led to; the job may fail so often, no more. */
    private static void awaitCommitted(TestTopics topics, int frames, String job, int failures) throws Exception {
        Await.until(frames + " frames to be answered", PATIENCE, () -> {
            assertThat(flink.failures(job)).hasSizeLessThanOrEqualTo(failures);
            return committed(topics) == frames;
        });
        assertThat(flink.failures(job)).hasSize(failures);
    }

    /** How many frames the last checkpoint covers. */
    private static long committed(TestTopics topics) throws Exception {
        String group = topics.settings().get("kafka.group-id") + "-frames";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
            return offsets.get(10, TimeUnit.SECONDS).values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    private static void assertAnsweredOnce(TestTopics topics, int frames) {
        assertThat(topics.classifications(frames))
                .extracting(ClusterITCase::origin)
                .doesNotHaveDuplicates()
                .hasSize(frames);
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
