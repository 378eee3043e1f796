package dev.offramp.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.sample.BundleId;
import dev.offramp.stage.TestSamples;
import java.net.URI;
import java.util.List;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.junit.jupiter.api.Test;

/** A task that owns lanes 0 to 2 of three, and what it makes of a model is its id. */
class PerModelTest {

    private static final Model HOME = TestSamples.model(TestSamples.bundle());
    private static final BundleId OTHER = new BundleId("digits", "1.1.0");
    private static final BundleSource SOURCE =
            new BundleSource(OTHER, "0".repeat(64), URI.create("https://models.example/digits/1.1.0/"));

    private final PerModel<BundleId> parts = new PerModel<>(HOME.id(), new TaskInfoImpl("test", 3, 0, 1, 0), Model::id);

    PerModelTest() {
        parts.put(HOME);
    }

    @Test
    void a_sample_that_names_none_is_of_the_model_that_the_job_was_started_with() throws Exception {
        assertThat(parts.of(BundleId.UNNAMED)).isEqualTo(HOME.id());
        assertThat(parts.of(HOME.id())).isEqualTo(HOME.id());
    }

    @Test
    void a_model_that_the_task_was_not_told_of_is_a_failure_that_names_it() throws Exception {
        assertThatIllegalStateException().isThrownBy(() -> parts.of(OTHER)).withMessageContaining("digits 1.1.0");
    }

    @Test
    void what_it_needs_of_a_model_is_made_with_its_first_sample() throws Exception {
        arrive(1);

        assertThat(parts.of(OTHER)).isEqualTo(OTHER);
        assertThat(parts.of(HOME.id())).isEqualTo(HOME.id());
        assertThat(parts.of(OTHER)).isEqualTo(OTHER);
    }

    @Test
    void a_model_is_there_until_it_has_left_in_every_lane_of_the_task() throws Exception {
        arrive(1);
        List<News> farewells = News.along(new KeyGroupRange(0, 2), Notice.farewell(OTHER, 2));

        parts.hear(farewells.get(0));
        parts.hear(farewells.get(1));
        assertThat(parts.of(OTHER)).isEqualTo(OTHER);

        parts.hear(farewells.get(2));
        assertThatIllegalStateException().isThrownBy(() -> parts.of(OTHER));
    }

    @Test
    void a_model_that_has_left_may_come_again() throws Exception {
        arrive(1);
        News.along(new KeyGroupRange(0, 2), Notice.farewell(OTHER, 2)).forEach(parts::hear);

        arrive(3);

        assertThat(parts.of(OTHER)).isEqualTo(OTHER);
    }

    @Test
    void a_model_that_comes_again_in_one_lane_before_it_has_left_in_another_stays() throws Exception {
        arrive(1);
        List<News> farewells = News.along(new KeyGroupRange(0, 2), Notice.farewell(OTHER, 2));
        parts.hear(farewells.get(0));
        arrive(3);
        parts.hear(farewells.get(1));
        parts.hear(farewells.get(2));

        assertThat(parts.of(OTHER)).isEqualTo(OTHER);
    }

    @Test
    void a_model_that_could_not_be_opened_in_one_round_is_there_in_the_next_that_opens_it() throws Exception {
        News failing = News.along(new KeyGroupRange(0, 0), Notice.arrival(OTHER, SOURCE, 1))
                .get(0);
        assertThat(failing.opening().begin(PerModelTest::fail, Runnable::run)).isCompletedExceptionally();
        parts.hear(failing);
        assertThatIllegalStateException().isThrownBy(() -> parts.of(OTHER));

        arrive(2);

        assertThat(parts.of(OTHER)).isEqualTo(OTHER);
    }

    private static Model fail() {
        throw new IllegalStateException("its source is away");
    }

    private void arrive(long round) {
        List<News> news = News.along(new KeyGroupRange(0, 2), Notice.arrival(OTHER, SOURCE, round));
        Model other = TestSamples.model(TestSamples.bundle(OTHER, 2));
        assertThat(news.get(0).opening().begin(() -> other, Runnable::run)).isDone();
        news.forEach(parts::hear);
    }
}
