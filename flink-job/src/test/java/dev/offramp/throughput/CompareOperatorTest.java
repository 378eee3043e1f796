package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.offramp.exit.Answer;
import dev.offramp.refresh.GroupTotals;
import dev.offramp.refresh.SideTotals;
import dev.offramp.refresh.SideWindow;
import dev.offramp.sample.BundleId;
import java.util.Collection;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Periods of a second, from 10.2 s on. */
class CompareOperatorTest {

    private static final BundleId HOME = TestAnswers.BUNDLE;
    private static final BundleId OTHER = new BundleId("tiny", "2.0.0");

    private final OneInputStreamOperatorTestHarness<Answer, SideWindow> job;

    CompareOperatorTest() throws Exception {
        job = new OneInputStreamOperatorTestHarness<>(CompareOperator.ofAnswers(HOME, 1_000));
        job.setup(SideWindow.TYPE.createSerializer(new SerializerConfigImpl()));
        job.setProcessingTime(10_200);
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void a_period_ends_with_what_each_bundle_did() throws Exception {
        job.processElement(TestAnswers.answer(2, 5), 0);
        job.processElement(TestAnswers.labelled(1, 4, 4), 0);
        job.processElement(TestAnswers.labelled(1, 4, 3), 0);
        job.processElement(TestAnswers.of(OTHER, 3), 0);
        job.setProcessingTime(10_999);
        assertThat(job.extractOutputValues()).isEmpty();

        job.setProcessingTime(11_000);

        assertThat(job.extractOutputValues())
                .hasSize(2)
                .allSatisfy(window -> assertThat(window.startMillis()).isEqualTo(10_200))
                .allSatisfy(window -> assertThat(window.endMillis()).isEqualTo(11_000));
        assertThat(of(HOME)).containsExactly(new SideTotals(3, 2, 1, 400, 7));
        assertThat(of(OTHER)).containsExactly(new SideTotals(1, 0, 0, 300, 5));
    }

    @Test
    void answers_that_name_no_bundle_are_of_the_first() throws Exception {
        job.processElement(TestAnswers.of(BundleId.UNNAMED, 1), 0);
        job.setProcessingTime(11_000);

        assertThat(job.extractOutputValues()).extracting(SideWindow::bundle).containsExactly(HOME);
    }

    @Test
    void a_period_without_answers_says_nothing() throws Exception {
        job.setProcessingTime(13_000);

        assertThat(job.extractOutputValues()).isEmpty();
    }

    @Test
    void an_answer_counts_once_before_the_barrier_that_follows_it_or_at_the_end_of_input() throws Exception {
        job.processElement(TestAnswers.answer(1, 5), 0);
        job.setProcessingTime(10_500);
        job.prepareSnapshotPreBarrier(1);
        job.prepareSnapshotPreBarrier(2);
        job.processElement(TestAnswers.answer(2, 5), 0);
        job.getOperator().finish();

        assertThat(job.extractOutputValues())
                .extracting(window -> window.seen().together().candidate())
                .containsExactly(SideTotals.unlabelled(100, 5), SideTotals.unlabelled(200, 5));
        assertThat(job.extractOutputValues()).extracting(SideWindow::endMillis).startsWith(10_500L);
    }

    @Test
    void what_a_shadow_did_is_a_window_of_pairs_for_each_bundle_that_it_ran_beside() throws Exception {
        try (var pairs = new OneInputStreamOperatorTestHarness<>(CompareOperator.ofPairs(1_000))) {
            pairs.setup(SideWindow.TYPE.createSerializer(new SerializerConfigImpl()));
            pairs.setProcessingTime(10_200);
            pairs.open();
            GroupTotals seen = GroupTotals.ofBoth(true, SideTotals.unlabelled(300, 9), SideTotals.unlabelled(100, 5));
            pairs.processElement(new SamplePair(OTHER, HOME, "camera-1", seen), 0);
            pairs.processElement(new SamplePair(OTHER, HOME, "camera-1", seen), 0);
            pairs.setProcessingTime(11_000);

            assertThat(pairs.extractOutputValues()).singleElement().satisfies(window -> {
                assertThat(window.bundle()).isEqualTo(OTHER);
                assertThat(window.beside()).contains(HOME);
                assertThat(window.seen().together())
                        .isEqualTo(
                                new GroupTotals(2, new SideTotals(2, 0, 0, 600, 18), new SideTotals(2, 0, 0, 200, 10)));
            });
        }
    }

    @Test
    void windows_follow_each_other_though_the_clock_steps_back() throws Exception {
        job.setProcessingTime(11_000);
        job.setProcessingTime(10_100);
        job.processElement(TestAnswers.answer(1, 5), 0);
        job.prepareSnapshotPreBarrier(1);

        assertThat(job.extractOutputValues())
                .extracting(SideWindow::startMillis, SideWindow::endMillis)
                .containsExactly(tuple(11_000L, 11_001L));
    }

    private Collection<SideTotals> of(BundleId bundle) {
        return job.extractOutputValues().stream()
                .filter(window -> window.bundle().equals(bundle))
                .findFirst()
                .orElseThrow()
                .seen()
                .groups()
                .values()
                .stream()
                .map(GroupTotals::candidate)
                .toList();
    }
}
