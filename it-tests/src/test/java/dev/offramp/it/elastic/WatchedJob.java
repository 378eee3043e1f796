package dev.offramp.it.elastic;

import dev.offramp.cli.run.LocalCluster;
import dev.offramp.it.TestJob;
import dev.offramp.it.TestTopics;
import dev.offramp.it.cluster.Await;
import dev.offramp.it.cluster.FlinkRest;
import dev.offramp.it.load.SteadyLoad;
import dev.offramp.it.load.Witness;
import dev.offramp.job.FlinkDefaults;
import dev.offramp.job.OfframpJob;
import dev.offramp.job.Settings;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Wish;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** A job of one subtask with a slot to spare, which answers as accurately as its bundle can as long as nothing steers it. */
record WatchedJob(LocalCluster cluster, TestTopics topics, String id, FlinkRest flink) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BURST = 3_000;

    /** The compiler of a young JVM needs some ten thousand pictures until it has little left to do. */
    private static final int BURSTS = 4;

    static WatchedJob start(TestTopics topics, Map<String, String> more) throws Exception {
        Map<String, String> entries = new HashMap<>(Map.of(
                "parallelism.default", "1",
                "taskmanager.numberOfTaskSlots", "2",
                "jobmanager.scheduler", "adaptive",
                "jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling", "0 s",
                "metrics.fetcher.update-interval", "1 s"));
        entries.putAll(more);
        Configuration config = TestJob.config(topics, entries);
        Settings settings = Settings.from(config);
        if (settings.control().steering().isEmpty()) {
            topics.publish(mostAccurate(settings));
        }
        Configuration flinks = FlinkDefaults.under(config, settings);
        LocalCluster cluster = LocalCluster.start(flinks, "0");
        String id = OfframpJob.submit(cluster.environment(flinks), settings)
                .getJobID()
                .toString();
        WatchedJob job = new WatchedJob(cluster, topics, id, new FlinkRest(cluster.webUi()));
        // what waits for the models to be loaded would be a queue, which is what steering reacts to
        Await.until("all tasks to run", PATIENCE, () -> job.flink().allRun(id));
        return job;
    }

    /** What a goal of latency wishes for, as long as the machines can pay it. */
    private static ScopedPolicy mostAccurate(Settings settings) {
        var curves = settings.control().curves();
        Criterion criterion = new Criterion(
                curves.curve().measure(),
                curves.temperatures(),
                curves.curve().at(curves.curve().dearest()).thresholds());
        PolicyTerms terms =
                PolicyTerms.of(new Wish.ThresholdsOf(settings.bundle().id(), criterion));
        return new ScopedPolicy(Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, 1, terms, Succession.by("test"));
    }

    /** Frames a second that it answers when many are there, and it is warm; none of them waits any more afterwards. */
    double capacity(SteadyLoad.Pictures pictures) throws Exception {
        double newest = 0;
        for (int n = 0; n < BURSTS; n++) {
            newest = capacityOfBurst(pictures);
        }
        return newest;
    }

    private double capacityOfBurst(SteadyLoad.Pictures pictures) throws Exception {
        try (Witness witness = new Witness(topics)) {
            var burst = new SteadyLoad(topics, BURST, pictures);
            try (burst) {
                Await.until("the burst to be published", PATIENCE, () -> burst.published() >= BURST);
            }
            Await.until("a third to be answered", PATIENCE, () -> witness.answeredOrRefused() >= BURST / 3);
            long from = Witness.now();
            long before = witness.answeredOrRefused();
            Await.until("nearly all to be answered", PATIENCE, () -> witness.answeredOrRefused() >= BURST * 9 / 10);
            double capacity = (witness.answeredOrRefused() - before) * 1e3 / (Witness.now() - from);
            Await.until("all to be answered", PATIENCE, () -> witness.answeredOrRefused() >= burst.published());
            return capacity;
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
