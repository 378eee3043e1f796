package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.offramp.exit.Agreement;
import dev.offramp.refresh.GroupTotals;
import dev.offramp.refresh.SideTotals;
import dev.offramp.sample.BundleId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TalliesTest {

    private static final BundleId HOME = TestAnswers.BUNDLE;
    private static final BundleId OTHER = new BundleId("other", "2.0.0");

    private final Tallies tallies = new Tallies(HOME);

    @Test
    void answers_that_come_by_turns_count_for_the_bundle_that_gave_them() {
        for (int n = 0; n < 10; n++) {
            tallies.add(TestAnswers.of(HOME, 1));
            tallies.add(TestAnswers.of(new BundleId("other", "2.0.0"), 3)); // another object each time
        }

        TotalsByBundle totals = tallies.totals(4);
        assertThat(totals.bundles()).containsExactly(OTHER, HOME);
        assertThat(totals.of(HOME).exits()).extracting(ExitTotals::samples).containsExactly(10L, 0L, 0L);
        assertThat(totals.of(OTHER).exits()).extracting(ExitTotals::samples).containsExactly(0L, 0L, 10L);
        assertThat(totals.of(HOME).multiplyAdds()).isEqualTo(1_000);
        assertThat(totals.of(OTHER).multiplyAdds()).isEqualTo(3_000);
        assertThat(totals.each().values()).extracting(Totals::tallies).containsOnly(4);
    }

    @Test
    void what_names_no_bundle_is_that_of_the_one_that_the_job_was_started_with() {
        tallies.add(TestAnswers.of(BundleId.UNNAMED, 1));
        tallies.add(TestAnswers.of(HOME, 1));
        tallies.add(new Agreement(BundleId.UNNAMED, 1, true, 7));

        TotalsByBundle totals = tallies.totals(1);
        assertThat(totals.bundles()).containsExactly(HOME);
        assertThat(totals.of(HOME).samples()).isEqualTo(2);
        assertThat(totals.of(HOME).exits().get(0).agreed()).isEqualTo(1);
    }

    @Test
    void an_agreement_counts_for_its_bundle() {
        tallies.add(new Agreement(OTHER, 2, true, 100));

        TotalsByBundle totals = tallies.totals(0);
        assertThat(totals.bundles()).containsExactly(OTHER);
        assertThat(totals.of(OTHER).exits().get(1).shadowed()).isEqualTo(1);
        assertThat(totals.of(OTHER).shadowMultiplyAdds()).isEqualTo(100);
        assertThat(totals.of(HOME)).isEqualTo(Totals.NONE);
    }

    @Test
    void what_a_shadow_did_is_of_its_own_bundle_and_no_answer_of_it() {
        GroupTotals seen = GroupTotals.ofBoth(false, SideTotals.unlabelled(300, 9), SideTotals.unlabelled(100, 5));
        tallies.add(TestAnswers.of(HOME, 1));
        tallies.add(new SamplePair(OTHER, HOME, "camera-1", seen));

        TotalsByBundle totals = tallies.totals(1).plus(tallies.totals(1));
        assertThat(totals.of(OTHER).samples()).isZero();
        assertThat(totals.of(OTHER).multiplyAdds()).isZero();
        assertThat(totals.of(OTHER).pairs().together()).isEqualTo(seen.and(seen));
        assertThat(totals.of(HOME).pairs().groups()).isEmpty();
    }

    @Test
    void a_stream_that_two_bundles_answer_costs_each_its_own() {
        tallies.add(TestAnswers.of(HOME, 1));
        tallies.add(TestAnswers.of(OTHER, 2));

        List<StreamOfBundle> streams = tallies.streams(StreamGroups.by(Pattern.compile("[^-]+-")));
        assertThat(streams)
                .extracting(StreamOfBundle::bundle, stream -> stream.totals().stream(), stream -> stream.totals()
                        .multiplyAdds())
                .containsExactlyInAnyOrder(tuple(HOME, "camera-", 100L), tuple(OTHER, "camera-", 200L));
    }

    @Test
    void a_window_adds_up_what_falls_into_it_each_bundles_by_itself() {
        SumTotals window = new SumTotals();
        TotalsByBundle sum = window.createAccumulator();
        for (int seed = 0; seed < 5; seed++) {
            sum = window.add(TotalsByBundle.of(HOME, TallyTest.totals(TestAnswers.random(7, seed))), sum);
        }
        sum = window.add(TotalsByBundle.of(OTHER, TallyTest.totals(TestAnswers.random(3, 9))), sum);

        assertThat(window.getResult(sum).of(HOME).samples()).isEqualTo(35);
        assertThat(window.getResult(sum).of(OTHER).samples()).isEqualTo(3);
        assertThat(window.merge(sum, sum).of(HOME).samples()).isEqualTo(70);
        assertThat(sum.together().samples()).isEqualTo(38);
    }
}
