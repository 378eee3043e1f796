package dev.offramp.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.it.FashionMnist;
import dev.offramp.it.Offline;
import dev.offramp.it.TestBundle;
import dev.offramp.it.TestOrders;
import dev.offramp.it.TestTopics;
import dev.offramp.it.load.HeldLoad;
import dev.offramp.schema.BundleOutcome;
import dev.offramp.schema.Classification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A TaskManager is killed while others load a bundle that was ordered, and another one as soon as frames have met it: every frame is
 * answered once, as its own bundle would offline, and all streams change between the same two frames. {@code ./offramp test --faults}.
 */
@EnabledIfSystemProperty(named = "faults", matches = "true")
@Timeout(600)
class KilledSwapITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<FashionMnist.Image> IMAGES =
            FashionMnist.first(400).images();

    /** Of the first frame of each stream that is to meet the second bundle; those before it last for some seconds. */
    private static final long SWITCH = 200;

    private static final long END = 2 * SWITCH;

    @Test
    void each_frame_is_answered_once_by_the_bundle_of_its_time_though_task_managers_are_killed_during_the_swap(
            @TempDir Path cache) throws Exception {
        try (LocalCluster cluster = cluster();
                HeldLoad load = new HeldLoad(new TestTopics(cluster.bootstrapServers()), IMAGES)) {
            TestTopics topics = load.topics();
            FlinkRest flink = submit(cluster, topics, cache);
            load.holdAt(SWITCH);
            topics.classifications(1);

            topics.publish(TestOrders.order(1, TestBundle.ANOTHER, OptionalLong.of(eventTime(SWITCH))));
            Await.until("tasks to be told", PATIENCE, () -> isLogged("Tell[notice=", cluster));
            String whileLoading = killed(cluster, flink);
            assertThat(isLogged("Decision[about=", cluster))
                    .as("it was to die before all were ready")
                    .isFalse();
            cluster.run("start", whileLoading);
            Await.until("the order to be decided", PATIENCE, () -> isAccepted(topics));
            load.holdAt(END);

            Await.until("frames to meet the bundle", PATIENCE, () -> topics.classifications(0).stream()
                    .anyMatch(KilledSwapITCase::isLate));
            cluster.run("start", killed(cluster, flink));
            load.awaitHeld(PATIENCE);
            Await.until(
                    "all frames to be answered",
                    PATIENCE,
                    () -> topics.classifications(0).size() >= load.published());

            assertAnswered(topics.classifications((int) load.published()), load.published());
            assertThat(topics.rejects(0)).isEmpty();
        }
    }

    private static void assertAnswered(List<Classification> answers, long frames) throws Exception {
        assertThat(answers)
                .extracting(answer -> answer.getFramePartition() + "@" + answer.getFrameOffset())
                .doesNotHaveDuplicates()
                .hasSize((int) frames);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.getBundleName())
                .as("%s %d", answer.getStream(), answer.getSequence())
                .isEqualTo((isLate(answer) ? TestBundle.ANOTHER : TestBundle.FOLDER)
                        .getFileName()
                        .toString()));
        Offline.assertDecided(
                answers,
                List.of(TestBundle.FOLDER, TestBundle.ANOTHER),
                IMAGES,
                answer -> HeldLoad.number(answer.getStream(), answer.getSequence()));
    }

    private static boolean isLate(Classification answer) {
        return answer.getSequence() >= SWITCH;
    }

    private static long eventTime(long sequence) {
        return TestTopics.eventTimeMillis(sequence);
    }

    /** With slots to spare, and the tasks of the job spread over both TaskManagers. */
    private static LocalCluster cluster() throws Exception {
        return LocalCluster.start(
                Path.of("target/killed-swap-cluster"),
                "--brokers=1",
                "--taskmanagers=2",
                "--slots=2",
                "-D",
                "execution.checkpointing.interval=500ms",
                "-D",
                "taskmanager.load-balance.mode=SLOTS");
    }

    private static FlinkRest submit(LocalCluster cluster, TestTopics topics, Path cache) throws Exception {
        Map<String, String> settings = TestOrders.settings(topics, cache, Bundle.open(TestBundle.ANOTHER));
        settings.put("bundle.grace", "5 min"); // by the clock, and frames are older after a restart
        List<String> options = new ArrayList<>(List.of("--parallelism=2"));
        settings.forEach((key, value) -> options.addAll(List.of("--set", key + "=" + value)));
        cluster.submit(TestBundle.FOLDER, topics, options);
        return new FlinkRest(cluster.rest());
    }

    /** {@code refresh} logs what it has admission do, and what it decides. */
    private static boolean isLogged(String words, LocalCluster cluster) throws Exception {
        for (String taskManager : cluster.names("TASKMANAGER")) {
            if (cluster.log(taskManager).contains(words)) {
                return true;
            }
        }
        return false;
    }

    private static String killed(LocalCluster cluster, FlinkRest flink) throws Exception {
        String busy = flink.busyTaskManager();
        cluster.run("kill", busy);
        return busy;
    }

    private static boolean isAccepted(TestTopics topics) {
        return topics.decisions(all -> true).stream()
                .anyMatch(decision -> decision.getOutcome() == BundleOutcome.ACCEPTED);
    }
}
