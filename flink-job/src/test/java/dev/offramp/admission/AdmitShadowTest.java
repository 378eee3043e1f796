package dev.offramp.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.model.Model;
import dev.offramp.model.News;
import dev.offramp.model.Notice;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.Scope;
import dev.offramp.policy.TestBundles;
import dev.offramp.refresh.Assignment;
import dev.offramp.refresh.Directive;
import dev.offramp.refresh.Role;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Pairing;
import dev.offramp.sample.Sample;
import dev.offramp.stage.TestSamples;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One task, in which a bundle runs as a shadow from event time 10 on. */
class AdmitShadowTest {

    private static final BundleId HOME = TestBundles.SERVED.id();
    private static final BundleId NEXT = new BundleId("testing", "2");
    private static final BundleSource SOURCE =
            new BundleSource(NEXT, "0".repeat(64), URI.create("https://models.example/testing/2/"));

    private final TestingAdmission job = new TestingAdmission();

    @BeforeEach
    void a_bundle_comes() throws Exception {
        job.obey(new Directive.Tell(Notice.arrival(NEXT, SOURCE, 7)));
        opened();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void a_frame_is_admitted_as_ever_and_a_copy_goes_behind_it() throws Exception {
        job.admit("a", 11);
        shadow(1, 1);
        job.admit("a", 9);
        job.admit("a", 11);

        assertThat(job.admitted())
                .extracting(AdmittedFrame::bundle, AdmittedFrame::pairing)
                .containsExactly(
                        tuple(HOME, Pairing.ALONE),
                        tuple(HOME, Pairing.ALONE),
                        tuple(HOME, Pairing.ANSWERED),
                        tuple(NEXT, Pairing.COPY));
        AdmittedFrame alone = job.admitted().get(0);
        assertThat(job.admitted().get(2))
                .usingRecursiveComparison()
                .ignoringFields("pairing")
                .isEqualTo(alone);
        assertThat(job.admitted().get(3).policy().criterion())
                .isEqualTo(next().served().recommended().criterion());
    }

    @Test
    void copies_are_a_share_of_the_samples_and_the_same_ones_in_a_replay() throws Exception {
        shadow(0.1, 1);
        admitMany(5_000);
        List<Long> drawn = copies();
        assertThat(drawn).hasSizeBetween(430, 570);

        job.restart(TestBundles.SERVED, KnownPolicies.NONE);
        shadow(0.1, 1);
        opened();
        admitMany(5_000);
        assertThat(copies()).isEqualTo(drawn);
    }

    @Test
    void where_frames_wait_there_are_no_copies_and_every_frame_is_admitted() throws Exception {
        shadow(1, 1);
        job.setProcessingTime(1_000_250);
        job.admit(created(1_000_000, Sample.NO_DEADLINE));
        job.admit(created(999_999, Sample.NO_DEADLINE));

        assertThat(pairings()).containsExactly(Pairing.ANSWERED, Pairing.COPY, Pairing.ALONE);
    }

    @Test
    void there_is_no_copy_where_a_quarter_of_the_deadline_has_passed() throws Exception {
        shadow(1, 1);
        job.setProcessingTime(1_000_050);
        job.admit(created(1_000_000, 200));
        job.admit(created(1_000_000, 199));

        assertThat(pairings()).containsExactly(Pairing.ANSWERED, Pairing.COPY, Pairing.ALONE);
    }

    @Test
    void nobody_waits_for_a_shadow_that_is_not_open_here() throws Exception {
        shadow(1, 1);
        job.restart(TestBundles.SERVED, KnownPolicies.NONE);
        job.admit("a", 11);
        assertThat(pairings()).containsExactly(Pairing.ALONE);

        opened();
        job.admit("a", 11);
        assertThat(pairings()).containsExactly(Pairing.ALONE, Pairing.ANSWERED, Pairing.COPY);
    }

    @Test
    void what_is_refused_has_no_copy() throws Exception {
        shadow(1, 1);
        job.setProcessingTime(1_000_200);
        job.admit(created(1_000_000, 100));

        assertThat(job.admitted()).isEmpty();
        assertThat(job.rejects()).hasSize(1);
    }

    @Test
    void a_bundle_runs_no_copy_of_what_it_answers_itself_or_after_it_has_left() throws Exception {
        shadow(1, 1);
        job.obey(new Directive.Serve(Assignment.of(Scope.GROUP, "gate-", NEXT, Role.SERVING, 1, 0, 2)));
        job.obey(new Directive.Serve(Assignment.of(Scope.GROUP, "gate-", NEXT, Role.SHADOW, 1, 0, 3)));
        job.admit("gate-1", 11);
        assertThat(pairings()).containsExactly(Pairing.ALONE);

        job.obey(new Directive.Tell(Notice.farewell(NEXT, 8)));
        job.admit("roof", 11);
        assertThat(pairings()).containsExactly(Pairing.ALONE, Pairing.ALONE);
    }

    private void admitMany(int frames) throws Exception {
        for (int n = 0; n < frames; n++) {
            job.admit("a", 10 + n);
        }
    }

    private List<Long> copies() {
        return job.admitted().stream()
                .filter(frame -> frame.pairing() == Pairing.COPY)
                .map(frame -> frame.frame().sample().sequence())
                .toList();
    }

    private List<Pairing> pairings() {
        return job.admitted().stream().map(AdmittedFrame::pairing).toList();
    }

    private static Sample created(long millis, long deadlineMillis) {
        return new Sample(new Origin("frames", 0, 7, millis), "a", 0, 11, OptionalInt.empty(), deadlineMillis);
    }

    private void shadow(double share, long version) throws Exception {
        job.obey(new Directive.Serve(Assignment.of(Scope.DEFAULT, "", NEXT, Role.SHADOW, share, 10, version)));
    }

    private void opened() {
        for (News news : job.news()) {
            assertThat(news.opening().begin(AdmitShadowTest::next, Runnable::run))
                    .isDone();
        }
    }

    private static Model next() {
        return TestSamples.model(TestSamples.bundle(NEXT, 4));
    }
}
