package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.StageSpec;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import dev.offramp.stage.StageSettings;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.TestingStages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class BareWorkerTest {

    private static final Policy SURE = TestSamples.POLICY;

    private final TestingStages stages = new TestingStages(UUID.randomUUID().toString());

    @Test
    void who_is_sure_leaves_and_the_others_fill_whole_batches_of_the_next_stage() throws StageFailure {
        run(SURE, 4, 1, 2, 2, 1, 3, 3, 1, 1, 2);

        assertThat(stages.batchSizes(1)).containsExactly(4, 4, 1);
        assertThat(difficulties(2)).containsExactly(List.of(2, 2, 3, 3), List.of(2));
        assertThat(difficulties(3)).containsExactly(List.of(3, 3));
    }

    @Test
    void patience_counts_the_exits_in_a_row_that_agree() throws StageFailure {
        run(Policy.of(0, ConfidenceMeasure.PATIENCE, Thresholds.of(2, 2)), 4, 3, 3);

        assertThat(stages.batchSizes(2)).containsExactly(2);
        assertThat(stages.runs(3)).isEmpty();
    }

    @Test
    void everybody_passes_a_closed_exit_whose_head_is_not_run() throws StageFailure {
        Policy closed = Policy.of(0, ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(Thresholds.CLOSED, 0.9f));
        BareNetwork network = new BareNetwork(TestSamples.withoutHeads(), stages, settings(4));
        try (BareWorker worker = new BareWorker(network, closed)) {
            worker.run(List.of(pixels(1), pixels(3), pixels(2)));
        }

        assertThat(difficulties(2)).containsExactly(List.of(1, 3, 2));
        assertThat(difficulties(3)).containsExactly(List.of(3));
    }

    @Test
    void survivors_take_the_frames_that_their_next_stage_looks_at() throws StageFailure {
        BareNetwork overFrames = new BareNetwork(TestSamples.overFrames(), stages, settings(2));
        try (BareWorker worker = new BareWorker(overFrames, SURE)) {
            worker.run(List.of(clip(1), clip(3), clip(3), clip(2)));
        }

        assertThat(stages.runs(1)).hasSize(2).allSatisfy(run -> assertThat(run.marks())
                .containsOnly(List.of(4)));
        assertThat(difficulties(3)).containsExactly(List.of(3, 3));
        assertThat(stages.runs(3).get(0).marks()).containsOnly(List.of(7, 2));
    }

    private static Tensor clip(int difficulty) {
        byte[] pixels = new byte[3 * TestSamples.CLIP];
        for (int number = 0; number < TestSamples.CLIP; number++) {
            pixels[3 * number] = (byte) difficulty;
            pixels[3 * number + 1] = (byte) number;
        }
        return new Tensor(DataType.UINT8, List.of(TestSamples.CLIP, 1, 1, 3), pixels);
    }

    @Test
    void a_stage_that_cannot_be_opened_leaves_none_open() {
        OpenAndShut engines = new OpenAndShut(3);

        assertThatThrownBy(() -> new BareWorker(network(engines, 4), SURE)).isInstanceOf(StageFailure.class);
        assertThat(engines.open).hasValue(0);
    }

    private void run(Policy policy, int batchSize, int... difficulties) throws StageFailure {
        try (BareWorker worker = new BareWorker(network(stages, batchSize), policy)) {
            worker.run(
                    IntStream.of(difficulties).mapToObj(BareWorkerTest::pixels).toList());
        }
    }

    private List<List<Integer>> difficulties(int stage) {
        return stages.runs(stage).stream().map(TestingStages.Run::difficulties).toList();
    }

    private static BareNetwork network(StageEngines engines, int batchSize) {
        return new BareNetwork(TestSamples.bundle(), engines, settings(batchSize));
    }

    private static List<StageSettings> settings(int batchSize) {
        Configuration config = Configuration.fromMap(Map.of("stage.batch.max-size", Integer.toString(batchSize)));
        return IntStream.rangeClosed(1, TestSamples.STAGES)
                .mapToObj(stage -> StageSettings.from(config, stage, new ArrayList<>()))
                .toList();
    }

    private static Tensor pixels(int difficulty) {
        return new Tensor(DataType.UINT8, List.of(1, 1, 3), new byte[] {(byte) difficulty, 0, 0});
    }

    /** Engines of which one cannot be opened. */
    private static final class OpenAndShut implements StageEngines {

        private static final long serialVersionUID = 1;

        private final int broken;
        private final AtomicInteger open = new AtomicInteger();

        OpenAndShut(int broken) {
            this.broken = broken;
        }

        @Override
        public StageEngine open(StageSpec stage, StageDevice device) throws StageFailure {
            if (stage.number() == broken) {
                throw new StageFailure("no such stage");
            }
            open.incrementAndGet();
            return new StageEngine() {

                @Override
                public StageRows run(List<Activation> batch) {
                    return new StageRows(batch, new float[batch.size()][1]);
                }

                @Override
                public int inflightBatches() {
                    return 0;
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    }
}
