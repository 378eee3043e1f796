package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.stage.BatchRunner.EngineRun;
import dev.offramp.stage.BatchRunner.Failed;
import dev.offramp.stage.BatchRunner.Outcome;
import dev.offramp.stage.BatchRunner.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchRunnerTest {

    private static final int BATCH = 8;
    private static final int POISON = 5;
    private static final int BLANK = 0;

    private final FragileEngine sound = new FragileEngine();
    private final FragileEngine fragile = new FragileEngine(POISON);

    @Test
    void a_batch_that_passes_is_run_once() throws Exception {
        BatchRunner.Result result = runner(sound).run(samples(1, BATCH));

        assertThat(sound.batchSizes).containsExactly(BATCH);
        assertThat(names(result.outcomes())).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(result.runs()).extracting(EngineRun::size).containsExactly(BATCH);
    }

    @Test
    void the_sample_that_fails_alone_is_found_by_halving_and_all_others_pass_in_their_order() throws Exception {
        BatchRunner.Result result = runner(fragile).run(samples(1, BATCH));

        assertThat(names(result.outcomes())).containsExactly(1, 2, 3, 4, -1, 6, 7, 8);
        assertThat(result.outcomes().get(4)).isInstanceOf(Failed.class);
        assertThat(fragile.batchSizes).containsExactly(8, 4, 4, 2, 1, 1, 2);
        assertThat(result.runs()).extracting(EngineRun::size).containsExactly(4, 1, 2);
    }

    @Test
    void a_bad_sample_that_came_alone_is_told_from_a_broken_world_by_a_blank_one() throws Exception {
        BatchRunner.Result result = runner(fragile).run(samples(POISON, 1));

        assertThat(result.outcomes()).singleElement().isInstanceOf(Failed.class);
        assertThat(fragile.batchSizes).containsExactly(1, 1);
        assertThat(fragile.released()).isEqualTo(1);
    }

    @Test
    void a_stage_that_fails_on_everything_throws() {
        FragileEngine broken = new FragileEngine(BLANK, 1, 2, 3, 4);

        assertThatThrownBy(() -> runner(broken).run(samples(1, 4)))
                .isInstanceOf(StageFailure.class)
                .hasMessage("stage 1 failed on [1]");
    }

    @Test
    void however_many_bad_samples_come_in_a_row_they_are_refused_and_the_next_good_one_runs() throws Exception {
        BatchRunner runner = runner(fragile);
        for (int n = 0; n < 20 * BATCH; n++) {
            assertThat(runner.run(samples(POISON, 1)).outcomes())
                    .singleElement()
                    .isInstanceOf(Failed.class);
        }

        assertThat(runner.run(samples(1, 1)).runs()).hasSize(1);
    }

    @Test
    void a_device_out_of_memory_gets_smaller_batches_from_then_on_and_loses_nobody() throws Exception {
        BatchRunner runner = runner(sound);
        sound.room = 3;

        assertThat(names(runner.run(samples(1, BATCH)).outcomes())).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(runner.maxBatchSize()).isEqualTo(2);
        sound.batchSizes.clear();
        runner.run(samples(1, BATCH));

        assertThat(sound.batchSizes).containsExactly(2, 2, 2, 2);
    }

    @Test
    void a_device_without_memory_for_one_sample_throws() {
        sound.room = 0;

        assertThatThrownBy(() -> runner(sound).run(samples(1, BATCH)))
                .isInstanceOf(StageFailure.class)
                .hasMessage("no room for 1");
    }

    private static BatchRunner runner(FragileEngine engine) {
        return new BatchRunner(engine, BlankSample.of(TestSamples.stage(1)), BATCH);
    }

    private static List<Activation> samples(int firstName, int count) {
        return IntStream.range(firstName, firstName + count)
                .mapToObj(name -> TestSamples.inFlight("a", name, name).activation())
                .toList();
    }

    private static List<Integer> names(List<Outcome> outcomes) {
        List<Integer> names = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            names.add(outcome instanceof Row row ? (int) row.logits()[0] : -1);
        }
        return names;
    }
}
