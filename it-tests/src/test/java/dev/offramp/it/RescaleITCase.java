package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.run.LocalCluster;
import dev.offramp.it.chart.Chart;
import dev.offramp.it.cluster.Await;
import dev.offramp.it.cluster.FlinkRest;
import dev.offramp.it.load.SteadyLoad;
import dev.offramp.job.FlinkDefaults;
import dev.offramp.job.OfframpJob;
import dev.offramp.job.Settings;
import dev.offramp.schema.Classification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job under load takes another parallelism by Flink's REST interface, which is how the autoscaler of Flink's operator asks for it. */
@Timeout(120)
class RescaleITCase {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FRAMES_A_SECOND = 50;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void from_one_subtask_to_two_and_back_under_load_each_frame_is_answered_once(@TempDir Path savepoints)
            throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        Configuration config = config(topics);
        Settings settings = Settings.from(config);
        Configuration flinks = FlinkDefaults.under(config, settings);
        int published;
        try (LocalCluster cluster = LocalCluster.start(flinks, "0")) {
            JobClient job = OfframpJob.submit(cluster.environment(flinks), settings);
            FlinkRest flink = new FlinkRest(cluster.webUi());
            published = publishWhileItChanges(topics, flink, job.getJobID().toString());
            topics.classifications(published);
            job.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(flink.failures(job.getJobID().toString())).isEmpty();
        }

        assertThat(topics.classifications(published))
                .extracting(RescaleITCase::frame)
                .hasSize(published)
                .doesNotHaveDuplicates();
        assertThat(topics.rejects(0)).isEmpty();
    }

    @Test
    void a_job_starts_with_the_numbers_that_the_autoscaler_found_for_the_one_before() throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        Configuration config = config(topics);
        Settings settings = Settings.from(config);
        Configuration flinks = FlinkDefaults.under(config, settings);
        try (LocalCluster cluster = LocalCluster.start(flinks, "0")) {
            FlinkRest flink = new FlinkRest(cluster.webUi());
            String before = start(cluster, flinks, settings);
            Map<String, Integer> wanted = wanted(flink, before, 2);
            flink.cancel(before);

            flinks.set(PipelineOptions.PARALLELISM_OVERRIDES, asText(wanted));
            String after = start(cluster, flinks, settings);

            topics.publish(FashionMnist.first(20).images(), 4);
            assertThat(topics.classifications(20)).hasSize(20);
            assertThat(flink.subtasks(after)).isEqualTo(wanted);
            assertThat(flink.failures(after)).isEmpty();
        }
    }

    private static String start(LocalCluster cluster, Configuration flinks, Settings settings) throws Exception {
        return OfframpJob.submit(cluster.environment(flinks), settings)
                .getJobID()
                .toString();
    }

    private static Map<String, String> asText(Map<String, Integer> subtasks) {
        Map<String, String> text = new TreeMap<>();
        subtasks.forEach((task, count) -> text.put(task, Integer.toString(count)));
        return text;
    }

    /** One subtask, two slots. */
    private static Configuration config(TestTopics topics) {
        return TestJob.config(
                topics,
                Map.of(
                        "parallelism.default",
                        "1",
                        "taskmanager.numberOfTaskSlots",
                        "2",
                        "jobmanager.scheduler",
                        "adaptive",
                        "jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling",
                        "0 s"));
    }

    /** @return how many frames there are */
    private static int publishWhileItChanges(TestTopics topics, FlinkRest flink, String job) throws Exception {
        SteadyLoad load = new SteadyLoad(topics, FRAMES_A_SECOND);
        try (load) {
            topics.classifications(1);
            for (int subtasks : List.of(2, 1)) {
                rescale(flink, job, subtasks);
                topics.classifications(Math.toIntExact(load.due())); // it goes on
            }
        }
        return Math.toIntExact(load.published());
    }

    private static void rescale(FlinkRest flink, String job, int subtasks) throws Exception {
        Map<String, Integer> wanted = wanted(flink, job, subtasks);
        assertThat(wanted).containsValue(subtasks).isNotEqualTo(flink.subtasks(job));

        flink.require(job, wanted);

        Await.until(
                subtasks + " subtasks",
                PATIENCE,
                () -> flink.subtasks(job).equals(wanted) && flink.state(job).equals("RUNNING"));
    }

    /** Of all vertices but those that the chart has the autoscaler leave alone. */
    private static Map<String, Integer> wanted(FlinkRest flink, String job, int subtasks) throws Exception {
        List<String> leftAlone = Chart.with("{autoscaler: {enabled: true}}")
                .flinkConfiguration()
                .get(AutoScalerOptions.VERTEX_EXCLUDE_IDS);
        Map<String, Integer> wanted = new TreeMap<>(flink.subtasks(job));
        wanted.replaceAll((vertex, now) -> leftAlone.contains(vertex) ? now : subtasks);
        return wanted;
    }

    private static String frame(Classification answer) {
        return answer.getFramePartition() + "@" + answer.getFrameOffset();
    }
}
