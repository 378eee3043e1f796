package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.TestBundle;
import dev.offramp.it.cluster.Await;
import dev.offramp.it.load.Backlog;
import dev.offramp.it.load.OutsideCount;
import dev.offramp.it.load.SteadyLoad;
import dev.offramp.it.load.Witness;
import dev.offramp.schema.RejectReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A job under a steady load, to which faults are done one after the other. */
final class Trial implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Frames a second. */
    static final int RATE = 100;

    /** Frames that may be under way at any time: some seconds, of which most is the wait for the commit. */
    private static final int UNDER_WAY = 3 * RATE;

    private static final Duration SIGN = Duration.ofSeconds(60);

    /** So long no answer has come, at the end of what stops the job. */
    private static final long SILENCE = 5_000;

    /** Of a job that has nothing left to answer. */
    private static final long QUIET = 15_000;

    /** Options of {@code run} with which a job may go on from a savepoint; the last are those it began with. */
    static final List<List<String>> UPGRADES = List.of(
            List.of("--parallelism=1"),
            List.of("--parallelism=1", "--set", "job.placement=disaggregated"),
            List.of("--parallelism=2"));

    private final FaultCluster cluster;
    private final SteadyLoad load;
    private final Witness witness;
    private final Backlog backlog;
    private final long underWay;
    private final Decisions decisions;
    private List<String> options;

    private Trial(FaultCluster cluster, List<String> options, long lost) {
        this.cluster = cluster;
        this.underWay = UNDER_WAY + lost;
        this.options = options;
        load = new SteadyLoad(cluster.topics(), RATE, cluster.bundle());
        witness = new Witness(cluster.topics());
        backlog = new Backlog(load, witness);
        decisions = new Decisions(cluster.topics(), load, witness);
    }

    static Trial start(Path folder) throws Exception {
        return start(folder, List.of());
    }

    /**
     * The same.
     *
     * @param up options of {@code ./offramp cluster up}
     */
    static Trial start(Path folder, List<String> up) throws Exception {
        return start(folder, up, UPGRADES.get(UPGRADES.size() - 1), 0);
    }

    /**
     * The same.
     *
     * @param up      options of {@code ./offramp cluster up}
     * @param options of {@code run}
     * @param lost    so many frames may never be answered
     */
    static Trial start(Path folder, List<String> up, List<String> options, long lost) throws Exception {
        FaultCluster cluster = FaultCluster.start(folder, up);
        Trial trial = new Trial(cluster, options, lost);
        try {
            cluster.submit("", cluster.bundle().folder(), options);
            assertThat(cluster.checkpointIntervalMillis()).isEqualTo(1000);
            trial.awaitCaughtUp();
            return trial;
        } catch (Exception | AssertionError failure) {
            trial.close();
            throw failure;
        }
    }

    /** Lets something befall the cluster, and waits until nothing is left of it. */
    Aftermath undergo(Fault fault) throws Exception {
        cluster.restore(); // the one before may have failed half way
        decisions.changePolicy();
        int restarts = cluster.restarts();
        Fault.Undo undo = fault.strike().on(cluster);
        long from = Witness.now();
        long number = load.due();
        long end = from + fault.lasting().toMillis();
        try {
            Await.until("a sign that " + fault, SIGN, () -> fault.isSeen(cluster));
            Thread.sleep(Math.max(0, end - Witness.now()));
            if (fault.stops()) {
                assertThat(witness.newest())
                        .as("the newest answer while " + fault)
                        .isLessThan(Witness.now() - SILENCE);
            }
        } finally {
            undo.run();
        }
        if (fault.stops()) {
            from = Witness.now();
            number = load.due();
        }
        cluster.restore();
        long asked = number;
        awaitAnswers(asked);
        awaitCaughtUp();
        decisions.assertFrom(asked, TestBundle.FOLDER);
        long first = witness.firstFrom(asked).orElseThrow();
        long caughtUp = backlog.firstBelow(underWay, first).orElseThrow();
        return new Aftermath(fault, first - from, caughtUp - from, cluster.restarts() - restarts);
    }

    /** Stops the job behind a savepoint while the load goes on, counts, and lets it go on from there. */
    OutsideCount count() throws Exception {
        String savepoint = cluster.stop();
        OutsideCount count = OutsideCount.of(cluster.topics());
        submit(savepoint);
        return count;
    }

    /** Stops the job behind a savepoint while the load goes on, and goes on from there with other options of {@code run}. */
    void upgrade(List<String> changed) throws Exception {
        options = changed;
        submit(cluster.stop());
    }

    /** Stops the job behind a savepoint while the load goes on, goes on from there with another bundle, and then in the same way back. */
    void serveAnotherBundle() throws Exception {
        cluster.submit(cluster.stop(), TestBundle.ANOTHER, options);
        awaitCaughtUp();
        long asked = load.due();
        awaitAnswers(asked);
        decisions.assertFrom(asked, TestBundle.ANOTHER);
        submit(cluster.stop());
    }

    private void submit(String savepoint) throws Exception {
        cluster.submit(savepoint, cluster.bundle().folder(), options);
        awaitCaughtUp();
    }

    private void awaitAnswers(long number) throws Exception {
        Await.until("a new answer", PATIENCE, () -> witness.firstFrom(number).isPresent());
    }

    /** Ends the load, lets all be answered, stops the job behind a savepoint and counts. */
    OutsideCount finish() throws Exception {
        load.close();
        Await.until("answers to have come to an end", PATIENCE, () -> witness.newest() < Witness.now() - QUIET);
        cluster.stop();
        OutsideCount count = OutsideCount.of(cluster.topics());
        assertThat(count.frames()).as("frames on the topic").isEqualTo(load.published());
        for (RejectReason reason : List.of(RejectReason.MODEL_FAILED, RejectReason.NOT_FINITE)) {
            assertThat(witness.refused(reason))
                    .as("pictures that the fragile stage cannot do: " + reason)
                    .isGreaterThan(load.published() / FragileBundle.EVERY / 4);
        }
        return count;
    }

    private void awaitCaughtUp() throws Exception {
        long from = Witness.now();
        Await.until("the job to catch up", PATIENCE, () -> backlog.firstBelow(underWay, from)
                .isPresent());
    }

    @Override
    public void close() throws Exception {
        try (cluster;
                load;
                witness) {
            backlog.close();
        }
    }
}
