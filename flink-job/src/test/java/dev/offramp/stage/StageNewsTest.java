package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.store.BundleSource;
import dev.offramp.model.LaneItem;
import dev.offramp.model.Model;
import dev.offramp.model.ModelSource;
import dev.offramp.model.News;
import dev.offramp.model.Notice;
import dev.offramp.refresh.TaskReport;
import dev.offramp.sample.BundleId;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stage 2 of a task that owns the one lane there is, and a bundle that comes and goes while it runs. */
class StageNewsTest {

    private static final BundleId NEXT = new BundleId("testing", "2");
    private static final BundleSource SOURCE =
            new BundleSource(NEXT, "0".repeat(64), URI.create("https://models.example/testing/2/"));
    private static final AtomicInteger OPEN = new AtomicInteger();

    private StageHarness stage;

    /** Counts engines that are open. */
    private record Counting(float score) implements StageEngines {

        @Override
        public StageEngine open(StageSpec spec, StageDevice device) {
            OPEN.incrementAndGet();
            return new StageEngine() {
                @Override
                public StageRows run(List<Activation> batch) {
                    float[][] logits = new float[batch.size()][];
                    Arrays.fill(logits, new float[] {0, score});
                    return new StageRows(
                            batch.stream()
                                    .<Activation>map(sample -> new HeapActivation(sample.tensors()))
                                    .toList(),
                            logits);
                }

                @Override
                public int inflightBatches() {
                    return 0;
                }

                @Override
                public void close() {
                    OPEN.decrementAndGet();
                }
            };
        }
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(OPEN).hasValue(0);
    }

    @Test
    void a_bundle_is_loaded_beside_the_one_that_runs_and_reported() throws Exception {
        open(source -> next(3));
        hear(Notice.arrival(NEXT, SOURCE, 7));
        process(TestSamples.ID);
        until(reports -> reports.size() == 1);

        assertThat(reports()).containsExactly(new TaskReport(SOURCE, 7, "stage-2", 0, 1, Optional.empty()));
        assertThat(OPEN).hasValue(2);
        process(NEXT);
        stage.operator().prepareSnapshotPreBarrier(1);
        assertThat(stage.samples()).extracting(InFlight::bundle).containsExactly(TestSamples.ID, NEXT);
    }

    @Test
    void samples_of_two_bundles_are_never_in_one_batch() throws Exception {
        open(source -> next(3));
        hear(Notice.arrival(NEXT, SOURCE, 7));
        until(reports -> reports.size() == 1);
        for (int i = 0; i < StageHarness.BATCH; i++) {
            process(TestSamples.ID);
            process(NEXT);
        }

        assertThat(stage.samples())
                .extracting(InFlight::bundle)
                .containsExactly(
                        TestSamples.ID, TestSamples.ID, TestSamples.ID, TestSamples.ID, NEXT, NEXT, NEXT, NEXT);
        assertThat(stage.samples())
                .allSatisfy(sample -> assertThat(sample.journey().visits())
                        .allSatisfy(visit -> assertThat(visit.batchSize()).isEqualTo(StageHarness.BATCH)));
    }

    @Test
    void a_bundle_of_fewer_stages_needs_nothing_here_and_is_ready() throws Exception {
        open(source -> next(1));
        hear(Notice.arrival(NEXT, SOURCE, 7));
        until(reports -> reports.size() == 1);

        assertThat(reports()).extracting(TaskReport::problem).containsExactly(Optional.empty());
        assertThat(OPEN).hasValue(1);
    }

    @Test
    void what_cannot_be_opened_is_reported_and_nothing_else_changes() throws Exception {
        open(source -> {
            throw BundleException.of("its manifest is altered");
        });
        hear(Notice.arrival(NEXT, SOURCE, 7));
        until(reports -> reports.size() == 1);

        assertThat(reports().get(0).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("its manifest is altered"));
        process(TestSamples.ID);
        stage.operator().prepareSnapshotPreBarrier(1);
        assertThat(stage.samples()).hasSize(1);
    }

    @Test
    void a_network_that_scores_no_number_is_not_served() throws Exception {
        stage = StageHarness.open(
                2,
                TestSamples.model(TestSamples.bundle()),
                new Counting(Float.NaN),
                Duration.ZERO,
                frames -> {
                    throw new AssertionError("no clips here");
                },
                source -> next(3));
        hear(Notice.arrival(NEXT, SOURCE, 7));
        until(reports -> reports.size() == 1);

        assertThat(reports().get(0).problem()).hasValue("stage 2 scores a blank sample with NaN");
        assertThat(OPEN).hasValue(1);
    }

    @Test
    void told_of_it_again_it_reports_again_and_loads_nothing() throws Exception {
        open(source -> next(3));
        hear(Notice.arrival(NEXT, SOURCE, 7));
        until(reports -> reports.size() == 1);
        hear(Notice.arrival(NEXT, SOURCE, 7)); // as of another lane
        hear(Notice.arrival(NEXT, SOURCE, 8));

        assertThat(reports()).extracting(TaskReport::round).containsExactly(7L, 8L);
        assertThat(OPEN).hasValue(2);
    }

    @Test
    void what_waits_goes_before_the_farewell_and_native_memory_comes_back() throws Exception {
        open(source -> next(3));
        hear(Notice.arrival(NEXT, SOURCE, 7));
        until(reports -> reports.size() == 1);
        process(NEXT);
        hear(Notice.farewell(NEXT, 9));

        List<LaneItem> out = stage.operator().extractOutputValues();
        assertThat(out.get(out.size() - 2)).isInstanceOf(InFlight.class);
        assertThat(out.get(out.size() - 1)).isInstanceOf(News.class);
        untilOpen(1);
        assertThatThrownBy(() -> process(NEXT)).hasMessageContaining("testing 2");
    }

    @Test
    void the_bundle_that_it_began_with_may_leave_too() throws Exception {
        open(source -> next(3));
        hear(Notice.farewell(TestSamples.ID, 9));

        untilOpen(0);
    }

    @Test
    void a_sample_that_comes_before_its_bundle_is_loaded_waits_for_it() throws Exception {
        open(source -> {
            pause();
            return next(3);
        });
        hear(Notice.arrival(NEXT, SOURCE, 7));
        process(NEXT);
        stage.operator().prepareSnapshotPreBarrier(1);

        assertThat(stage.samples()).extracting(InFlight::bundle).containsExactly(NEXT);
    }

    private void open(ModelSource later) throws Exception {
        stage = StageHarness.open(
                2,
                TestSamples.model(TestSamples.bundle()),
                new Counting(9),
                Duration.ZERO,
                frames -> {
                    throw new AssertionError("no clips here");
                },
                later);
    }

    private void hear(Notice notice) throws Exception {
        stage.operator()
                .processElement(new StreamRecord<>(
                        News.along(new KeyGroupRange(0, 0), notice).get(0)));
    }

    private void process(BundleId bundle) throws Exception {
        InFlight sample = TestSamples.inFlight("a", 0, 1);
        stage.operator()
                .processElement(new StreamRecord<>(InFlight.entering(
                        sample.sample(),
                        bundle,
                        sample.policy(),
                        sample.activation().tensors().get(0))));
    }

    /** Lets time pass until the thread that loads is done, for ten seconds at most. */
    private void until(Predicate<List<TaskReport>> seen) throws Exception {
        for (long now = 0; now < 10_000 && !seen.test(reports()); now += 10) {
            stage.operator().setProcessingTime(1_000_000 + now);
            pause();
        }
    }

    /** Waits until so many engines are open, for ten seconds at most. */
    private static void untilOpen(int engines) {
        for (int i = 0; i < 1_000 && OPEN.get() != engines; i++) {
            pause();
        }
        assertThat(OPEN).hasValue(engines);
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<TaskReport> reports() {
        Queue<StreamRecord<TaskReport>> reports = stage.operator().getSideOutput(TaskReport.REPORTS);
        return reports == null
                ? List.of()
                : reports.stream().map(StreamRecord::getValue).toList();
    }

    private static Model next(int exits) {
        return TestSamples.model(TestSamples.bundle(NEXT, exits));
    }
}
