package dev.offramp.exit;

import static dev.offramp.exit.TestingExit.SURE;
import static dev.offramp.exit.TestingExit.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.store.BundleSource;
import dev.offramp.exit.TestingExit.Row;
import dev.offramp.model.News;
import dev.offramp.model.Notice;
import dev.offramp.sample.BundleId;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.TestSamples;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.junit.jupiter.api.Test;

class ExitNewsTest {

    static final BundleId NEXT = new BundleId("testing", "2");
    private static final BundleSource SOURCE =
            new BundleSource(NEXT, "0".repeat(64), URI.create("https://models.example/testing/2/"));

    @Test
    void the_last_exit_of_a_bundle_is_its_own_and_not_that_of_the_first_bundle() throws Exception {
        try (TestingExit second = TestingExit.at(2)) {
            second.hear(arrival(2));
            second.take(behindStageTwo(NEXT));
            second.take(behindStageTwo(TestSamples.ID));

            assertThat(second.answers())
                    .extracting(Answer::bundle, Answer::verdict)
                    .containsExactly(tuple(NEXT, Verdict.FINAL));
            assertThat(second.survivors()).extracting(InFlight::bundle).containsExactly(TestSamples.ID);
        }
    }

    @Test
    void an_exit_beyond_those_of_the_first_bundle_serves_longer_ones() throws Exception {
        try (TestingExit fourth = TestingExit.at(TestSamples.STAGES + 1)) {
            fourth.hear(arrival(TestSamples.STAGES + 1));
            InFlight sample = behindStageTwo(NEXT);
            fourth.take(TestingExit.deeper(TestingExit.deeper(sample, UNSURE, new Row()), UNSURE, new Row()));

            assertThat(fourth.answers()).extracting(Answer::exit).containsExactly(TestSamples.STAGES + 1);
        }
    }

    @Test
    void an_answer_says_how_many_exits_its_bundle_has() throws Exception {
        try (TestingExit first = TestingExit.at(1)) {
            first.hear(arrival(TestSamples.STAGES + 1));
            first.take(TestingExit.deeper(entering(NEXT), SURE, new Row()));
            first.take(TestingExit.deeper(entering(TestSamples.ID), SURE, new Row()));

            assertThat(first.answers())
                    .extracting(Answer::exit, Answer::exits)
                    .containsExactly(tuple(1, TestSamples.STAGES + 1), tuple(1, TestSamples.STAGES));
        }
    }

    @Test
    void an_answer_of_other_classes_has_their_names_and_the_true_class_by_its_place_among_them() throws Exception {
        try (TestingExit last = TestingExit.at(TestSamples.STAGES)) {
            last.hear(arrival(TestSamples.bundle(NEXT, List.of("perhaps", "yes", "never"))));
            last.take(labelled(OptionalInt.of(1))); // "yes", where the job was started
            last.take(labelled(OptionalInt.of(0))); // "no"
            last.take(labelled(OptionalInt.empty()));

            assertThat(last.answers())
                    .extracting(answer -> answer.sample().label())
                    .containsExactly(OptionalInt.of(1), OptionalInt.of(ClassTranslation.UNKNOWN), OptionalInt.empty());
            assertThat(last.answers()).extracting(Answer::isRight).containsExactly(true, false, false);
            assertThat(last.answers())
                    .allSatisfy(answer ->
                            assertThat(answer.names()).startsWith("yes").hasSameSizeAs(answer.top()));
        }
    }

    @Test
    void an_answer_of_the_classes_that_the_job_was_started_with_brings_no_names() throws Exception {
        try (TestingExit first = TestingExit.at(1)) {
            first.hear(arrival(TestSamples.bundle(NEXT, TestSamples.bundle().classes())));
            first.take(TestingExit.deeper(entering(NEXT), SURE, new Row()));
            first.take(TestingExit.deeper(entering(TestSamples.ID), SURE, new Row()));

            assertThat(first.answers()).hasSize(2).extracting(Answer::names).containsOnly(List.of());
        }
    }

    /** Behind the last stage of the next bundle, which is sure of its second class. */
    private static InFlight labelled(OptionalInt label) {
        InFlight like = TestSamples.inFlight("a", 0, 1);
        InFlight entering = InFlight.entering(
                like.sample().labelled(label),
                NEXT,
                like.policy(),
                like.activation().tensors().get(0));
        InFlight second = TestingExit.deeper(TestingExit.deeper(entering, UNSURE, new Row()), UNSURE, new Row());
        return TestingExit.deeper(second, new float[] {0, 9, 1}, new Row());
    }

    private static News arrival(int exits) {
        return arrival(TestSamples.bundle(NEXT, exits));
    }

    static News arrival(Bundle bundle) {
        News news = News.along(new KeyGroupRange(0, 0), Notice.arrival(NEXT, SOURCE, 7))
                .get(0);
        assertThat(news.opening().begin(() -> TestSamples.model(bundle), Runnable::run))
                .isDone();
        return news;
    }

    private static InFlight behindStageTwo(BundleId bundle) {
        return TestingExit.deeper(TestingExit.deeper(entering(bundle), UNSURE, new Row()), UNSURE, new Row());
    }

    static InFlight entering(BundleId bundle) {
        InFlight like = TestSamples.inFlight("a", 0, 1);
        return InFlight.entering(
                like.sample(),
                bundle,
                like.policy(),
                like.activation().tensors().get(0));
    }
}
