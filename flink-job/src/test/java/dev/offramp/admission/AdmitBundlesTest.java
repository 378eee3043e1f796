package dev.offramp.admission;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.offramp.stage.TestSamples;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One task that owns the one lane there is. */
class AdmitBundlesTest {

    private static final BundleId HOME = TestBundles.SERVED.id();
    private static final BundleId NEXT = new BundleId("testing", "2");
    private static final BundleSource SOURCE =
            new BundleSource(NEXT, "0".repeat(64), URI.create("https://models.example/testing/2/"));
    private static final Notice ARRIVAL = Notice.arrival(NEXT, SOURCE, 7);

    private final TestingAdmission job = new TestingAdmission();

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void a_frame_is_stamped_with_the_bundle_that_its_event_time_meets() throws Exception {
        arrive();
        serve(Scope.DEFAULT, "", 10, 1);
        job.admit("a", 9);
        job.admit("a", 10);
        job.admit("a", 9); // a replay meets the same bundle again

        assertThat(stamps()).containsExactly(HOME, NEXT, HOME);
    }

    @Test
    void a_bundle_of_a_group_is_met_by_its_streams_alone() throws Exception {
        arrive();
        serve(Scope.GROUP, "gate-", 0, 1);
        job.admit("gate-1", 5);
        job.admit("roof", 5);

        assertThat(stamps()).containsExactly(NEXT, HOME);
    }

    @Test
    void thresholds_for_one_bundle_are_not_obeyed_by_another() throws Exception {
        arrive();
        job.update(1, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        job.admit("a", 0);
        serve(Scope.DEFAULT, "", 10, 1);
        job.admit("a", 10);
        job.update(2, Scope.DEFAULT, "", Long.MIN_VALUE, 0.3f, 0.4f);
        job.admit("a", 11);

        assertThat(job.admitted().get(0).policy().thresholds().count()).isEqualTo(2);
        assertThat(job.admitted().get(1).policy().criterion())
                .isEqualTo(next().served().recommended().criterion());
        assertThat(job.admitted().get(2).policy().criterion())
                .isEqualTo(next().served().recommended().criterion());
        assertThat(job.versions()).containsExactly(1L, 0L, 0L);
    }

    @Test
    void every_lane_hears_of_a_bundle_before_any_frame_meets_it() throws Exception {
        arrive();

        assertThat(job.news()).extracting(News::notice).containsExactly(ARRIVAL);
    }

    @Test
    void a_bundle_that_has_left_is_met_by_nobody_however_late_his_frames_come() throws Exception {
        arrive();
        serve(Scope.DEFAULT, "", 10, 1);
        job.obey(new Directive.Tell(Notice.farewell(HOME, 11)));
        job.admit("a", 3);

        assertThat(stamps()).containsExactly(NEXT);
        assertThat(job.news()).extracting(News::notice).containsExactly(ARRIVAL, Notice.farewell(HOME, 11));
    }

    @Test
    void a_task_that_begins_again_tells_of_bundles_first_and_stamps_as_before() throws Exception {
        arrive();
        serve(Scope.DEFAULT, "", 10, 1);
        job.obey(new Directive.Tell(Notice.farewell(HOME, 8)));

        job.restart(TestBundles.SERVED, KnownPolicies.NONE);
        serve(Scope.DEFAULT, "", 10, 1);
        opened();
        job.admit("a", 20);

        assertThat(job.news()).extracting(News::notice).containsExactlyInAnyOrder(ARRIVAL, Notice.farewell(HOME, 8));
        assertThat(stamps()).containsExactly(NEXT);
    }

    private List<BundleId> stamps() {
        return job.admitted().stream().map(AdmittedFrame::bundle).toList();
    }

    /** Somebody behind it in its task opens the bundle. */
    private void arrive() throws Exception {
        job.obey(new Directive.Tell(ARRIVAL));
        opened();
    }

    private void opened() {
        for (News news : job.news()) {
            assertThat(news.opening().begin(AdmitBundlesTest::next, Runnable::run))
                    .isDone();
        }
    }

    private void serve(Scope scope, String target, long validFrom, long version) throws Exception {
        job.obey(new Directive.Serve(Assignment.of(scope, target, NEXT, Role.SERVING, 1, validFrom, version)));
    }

    private static Model next() {
        return TestSamples.model(TestSamples.bundle(NEXT, 4));
    }
}
