package dev.offramp.job;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.Limits;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.schema.Classification;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.TestingStages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One stream of frames that several jobs answer one after the other, each from the savepoint of the one before, all between the same ends
 * in memory.
 */
final class Relay {

    // savepoints on file know these: they never change
    static final int FRAMES = 20_000;
    static final int STREAMS = 10;
    static final int DIFFICULTIES = 3;

    /** Published once; with a budget, so that exits have credit to keep. */
    static final ScopedPolicy POLICY = new ScopedPolicy(
            Scope.DEFAULT,
            "",
            ScopedPolicy.AT_ONCE,
            7,
            PolicyTerms.of(
                    new Wish.ThresholdsOf(
                            TestSamples.bundle().id(),
                            Criterion.of(ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(0.9f, 0.9f))),
                    new Limits(Limits.NONE, 250),
                    0),
            Succession.by("ann"));

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SLOW_PER_SECOND = 1_000;
    private static final int FAST_PER_SECOND = 1_000_000;
    private static final int ANSWERS_OF_A_LEG = 1_000;

    final TransactionalSink classifications;
    final TransactionalSink rejects;
    final TransactionalSink throughput;

    private final Path savepoints;
    private StageEngines stages;
    private final String id = UUID.randomUUID().toString();
    private Optional<String> savepoint;
    private boolean inRuns;
    private int answersOfTheFirst;

    /** @param begin a savepoint from which the first job goes on */
    Relay(Path savepoints, Optional<String> begin) {
        this.savepoints = savepoints;
        this.savepoint = begin;
        this.stages = new TestingStages(id);
        this.classifications = new TransactionalSink(id + "classifications");
        this.rejects = new TransactionalSink(id + "rejects");
        this.throughput = new TransactionalSink(id + "throughput");
    }

    /** With stages that break once, after so many batches. */
    FailingStages failingAfter(int batches) {
        FailingStages failing = new FailingStages(stages, id, batches);
        stages = failing;
        return failing;
    }

    /** With every stream in one range of the source, as it is in one partition: then it comes in order. */
    Relay inRuns() {
        inRuns = true;
        return this;
    }

    /**
     * Runs a job until it has answered some frames, and stops it with a savepoint.
     *
     * @return the savepoint
     */
    String leg(RelaySettings settings, int parallelism) throws Exception {
        int before = answers().size();
        JobClient job = start(settings, parallelism, SLOW_PER_SECOND);
        classifications.await(records -> records.size() >= before + ANSWERS_OF_A_LEG);
        awaitAnotherCheckpoint();
        String stopped = job.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        savepoint = Optional.of(stopped);
        answersOfTheFirst = answersOfTheFirst == 0 ? answers().size() : answersOfTheFirst;
        return stopped;
    }

    /**
     * A reader without a split ends with the first checkpoint; a savepoint that is asked for in that moment fails, as it does not
     * where readers never end.
     */
    private void awaitAnotherCheckpoint() throws InterruptedException {
        for (int checkpoint = 0; checkpoint < 2; checkpoint++) {
            int committed = answers().size();
            classifications.await(records -> records.size() >= committed + ANSWERS_OF_A_LEG);
        }
    }

    /** Runs a job until all frames are answered and counted, those of the jobs before included. */
    void finish(RelaySettings settings, int parallelism) throws Exception {
        JobClient job = start(settings, parallelism, FAST_PER_SECOND);
        classifications.await(records -> records.size() >= FRAMES);
        throughput.await(windows -> Written.samples(windows) >= FRAMES);
        job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Runs a job until all frames from one on are answered. */
    void finishFrom(int frame, RelaySettings settings, int parallelism) throws Exception {
        JobClient job = start(settings, parallelism, FAST_PER_SECOND);
        classifications.await(records -> records.stream()
                        .map(Written::classification)
                        .filter(answer -> Written.index(answer) >= frame)
                        .count()
                >= FRAMES - frame);
        job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private JobClient start(RelaySettings leg, int parallelism, int framesPerSecond) throws Exception {
        return OfframpJob.start(environment(leg, parallelism), ends(framesPerSecond), leg.settings(), stages);
    }

    /** The tasks and operators that a job is drawn with. */
    JobGraph drawn(RelaySettings leg) {
        return drawn(leg, 1);
    }

    JobGraph drawn(RelaySettings leg, int parallelism) {
        return drawn(leg, parallelism, new Configuration());
    }

    /** @param flink more of Flink's options */
    JobGraph drawn(RelaySettings leg, int parallelism, Configuration flink) {
        StreamExecutionEnvironment env = environment(leg, parallelism);
        env.configure(flink);
        OfframpJob.draw(env, ends(SLOW_PER_SECOND), leg.settings(), stages);
        return env.getStreamGraph().getJobGraph();
    }

    private StreamExecutionEnvironment environment(RelaySettings leg, int parallelism) {
        Configuration user =
                Configuration.fromMap(Map.of("parallelism.default", Integer.toString(parallelism), "rest.port", "0"));
        user.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        user.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1)); // a savepoint is one file
        savepoint.ifPresent(path -> user.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
        return StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(user, leg.settings()));
    }

    List<Classification> answers() {
        return classifications.committed().stream().map(Written::classification).toList();
    }

    /** How many there were when the first job had stopped. */
    int answersOfTheFirst() {
        return answersOfTheFirst;
    }

    private Endpoints ends(int framesPerSecond) {
        return new Endpoints(
                inRuns
                        ? MemoryFrames.slowInRuns(FRAMES, framesPerSecond, STREAMS, DIFFICULTIES)
                        : MemoryFrames.slow(FRAMES, framesPerSecond, STREAMS, DIFFICULTIES),
                MemoryFrames.policy(POLICY),
                KnownPolicies.NONE,
                KnownSchemas.NONE,
                classifications,
                rejects,
                throughput,
                new TransactionalSink(id + "steered"),
                Optional.of(new Endpoints.Bundles(MemoryFrames.noPolicies(), new TransactionalSink(id + "bundles"))));
    }
}
