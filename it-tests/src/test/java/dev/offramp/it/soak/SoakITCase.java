package dev.offramp.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.TestBundle;
import dev.offramp.it.TestTopics;
import dev.offramp.it.cluster.Await;
import dev.offramp.it.cluster.FlinkRest;
import dev.offramp.it.cluster.LocalCluster;
import dev.offramp.it.load.OutsideCount;
import dev.offramp.it.load.SteadyLoad;
import dev.offramp.it.load.Witness;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Hours at four fifths of what the job can do, with streams that come and go and policies that change: memory, threads, files and
 * transactional ids must not grow. {@code ./offramp test --soak HOURS}.
 */
@EnabledIfSystemProperty(named = "soak.hours", matches = "[0-9.]+")
class SoakITCase {

    private static final double SHARE_OF_CAPACITY = .8;
    private static final int BURST = 60_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> LOSSES = List.of("0.2%", "0.5%", "1%");

    /** So many samples are taken in all, however long it is. */
    private static final int SAMPLES = 720;

    private static final int SAMPLES_A_POLICY = 3;

    @Test
    void nothing_grows_but_the_topics() throws Exception {
        assertThat(OutsideCount.missing()).isEmpty();
        Duration length = Duration.ofSeconds((long) (3600 * Double.parseDouble(System.getProperty("soak.hours"))));
        try (LocalCluster cluster =
                LocalCluster.start(Path.of("target/soak-cluster"), "-D", "execution.checkpointing.interval=1s")) {
            TestTopics topics = new TestTopics(cluster.bootstrapServers());
            cluster.submit(TestBundle.FOLDER, topics, List.of());
            int rate;
            try (Witness witness = new Witness(topics)) {
                rate = (int) (SHARE_OF_CAPACITY * capacity(topics, witness));
            }
            System.out.println("load: " + rate + " frames a second, four fifths of what it can do");
            TestTopics soaked = new TestTopics(cluster.bootstrapServers());
            stop(cluster);
            cluster.submit(TestBundle.FOLDER, soaked, List.of());
            soak(cluster, soaked, rate, length);
        }
    }

    private static void soak(LocalCluster cluster, TestTopics topics, int rate, Duration length) throws Exception {
        var load = new SteadyLoad(topics, rate);
        try (Witness witness = new Witness(topics)) {
            Vitals vitals = new Vitals(new ClusterVitals(cluster, topics, load, witness).all());
            long started = System.nanoTime();
            for (int sample = 1; sample <= SAMPLES; sample++) {
                long due = started + length.toNanos() / SAMPLES * sample;
                Thread.sleep(Math.max(1, (due - System.nanoTime()) / 1_000_000));
                vitals.take((System.nanoTime() - started) / 1e9);
                if (sample % SAMPLES_A_POLICY == 0) {
                    policy(topics, LOSSES.get(sample / SAMPLES_A_POLICY % LOSSES.size()));
                }
            }
            load.close();
            Await.until("every frame to be answered", PATIENCE, () -> witness.answeredOrRefused() == load.published());
            new SoakReport(vitals, rate).write(Path.of("target"));
            stop(cluster);
            OutsideCount count = OutsideCount.of(topics);
            System.out.println(count);
            count.assertEachOnce();
            assertThat(count.once()).isEqualTo(count.frames());
            assertThat(vitals.growing()).extracting(Vital::name).isEmpty();
        } finally {
            load.close();
        }
    }

    /** Frames a second that the job answers when all of them are there, over many checkpoints: answers are seen when one commits them. */
    private static double capacity(TestTopics topics, Witness witness) throws Exception {
        try (var burst = new SteadyLoad(topics, BURST)) {
            Await.until("the burst to be published", PATIENCE, () -> burst.published() >= BURST);
        }
        Await.until("a fifth of it to be answered", PATIENCE, () -> witness.answeredOrRefused() >= BURST / 5);
        long from = Witness.now();
        long before = witness.answeredOrRefused();
        Await.until("most of it to be answered", PATIENCE, () -> witness.answeredOrRefused() >= BURST * 9 / 10);
        return (witness.answeredOrRefused() - before) * 1e3 / (Witness.now() - from);
    }

    private static void stop(LocalCluster cluster) throws Exception {
        var flink = new FlinkRest(cluster.rest());
        command("stop", "--cluster", flink.base(), flink.runningJobs().get(0));
    }

    private static void policy(TestTopics topics, String loss) {
        command(
                "policy",
                "set",
                "--default",
                "--loss=" + loss,
                "--bootstrap=" + topics.bootstrapServers(),
                "--topic=" + topics.name("policies"),
                "--bundle=" + TestBundle.FOLDER,
                "--reason=soak");
    }

    private static void command(String... words) {
        var out = new StringWriter();
        assertThat(LocalCluster.offramp(out, List.of(words))).as(out::toString).isZero();
    }
}
