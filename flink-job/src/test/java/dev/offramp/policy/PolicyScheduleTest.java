package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PolicyScheduleTest {

    @Test
    void an_empty_schedule_has_no_policy_and_version_zero() {
        assertThat(PolicySchedule.EMPTY.at(Long.MAX_VALUE)).isEmpty();
        assertThat(PolicySchedule.EMPTY.version()).isZero();
    }

    @Test
    void a_policy_holds_from_its_valid_from_on_inclusive() {
        PolicySchedule schedule = PolicySchedule.EMPTY.with(from(1_000, 1));

        assertThat(schedule.at(999)).isEmpty();
        assertThat(schedule.at(1_000)).contains(from(1_000, 1));
        assertThat(schedule.at(Long.MAX_VALUE)).contains(from(1_000, 1));
    }

    @Test
    void a_policy_without_a_valid_from_holds_for_every_frame() {
        PolicySchedule schedule = PolicySchedule.EMPTY.with(from(Long.MIN_VALUE, 1));

        assertThat(schedule.at(Long.MIN_VALUE)).contains(from(Long.MIN_VALUE, 1));
    }

    @Test
    void a_policy_at_once_replaces_everything_before_it() {
        PolicySchedule schedule = schedule(from(1_000, 1), from(2_000, 2), from(Long.MIN_VALUE, 3));

        assertThat(schedule.at(1_500)).contains(from(Long.MIN_VALUE, 3));
        assertThat(schedule.at(2_500)).contains(from(Long.MIN_VALUE, 3));
    }

    @Test
    void an_update_replaces_what_was_to_begin_then_or_later() {
        PolicySchedule schedule = schedule(from(1_000, 1), from(2_000, 2), from(3_000, 3), from(2_000, 4));

        assertThat(versionsAt(schedule, 1_999, 2_000, 3_000)).containsExactly(1, 4, 4);
    }

    @Test
    void what_was_replaced_takes_no_place() {
        assertThat(schedule(from(1_000, 1), from(1_000, 2)).updates()).containsExactly(from(1_000, 2));
    }

    @Test
    void a_replay_meets_the_policies_that_its_frames_met_the_first_time() {
        PolicySchedule live = schedule(from(1_000, 1));
        long[] first = versionsAt(live, 1_000, 1_999);
        PolicySchedule later = live.with(from(2_000, 2)).with(from(3_000, 3));

        assertThat(versionsAt(later, 1_000, 1_999)).containsExactly(first);
        assertThat(versionsAt(later, 2_999, 3_000)).containsExactly(2, 3);
    }

    @Test
    void a_schedule_keeps_the_newest_sixteen_policies() {
        PolicySchedule schedule = schedule(LongStream.rangeClosed(1, 20)
                .mapToObj(version -> from(1_000 * version, version))
                .toArray(ScopedPolicy[]::new));

        assertThat(schedule.updates()).hasSize(16);
        assertThat(schedule.at(4_999)).isEmpty();
        assertThat(versionsAt(schedule, 5_000, 20_000)).containsExactly(5, 20);
    }

    @Test
    void the_version_is_the_newest_one_even_where_it_is_not_in_force_yet() {
        assertThat(schedule(from(1_000, 1), from(2_000, 2)).version()).isEqualTo(2);
    }

    @Test
    void what_a_bundle_cannot_meet_is_left_out_of_what_fits() {
        ScopedPolicy fits = from(1_000, 1);
        ScopedPolicy doesNot =
                Policies.update(Scope.DEFAULT, "", 2_000, 2, PolicyTerms.of(new Wish.MeanMultiplyAdds(9)));

        assertThat(schedule(fits, doesNot).fitting(Policies.SERVED)).isEqualTo(schedule(fits));
        assertThat(schedule(fits, doesNot).fitting(PolicyCheck.UNKNOWN_BUNDLE)).isEqualTo(schedule(fits, doesNot));
    }

    @Test
    void steering_takes_nothing_back_that_a_person_scheduled_for_later() {
        ScopedPolicy steered = steered(3);

        PolicySchedule schedule = schedule(steered(1), from(2_000, 2), steered);

        assertThat(schedule.updates()).containsExactly(steered, from(2_000, 2));
        assertThat(versionsAt(schedule, 1_999, 2_000)).containsExactly(3, 2);
    }

    @Test
    void a_release_takes_back_what_was_scheduled_for_later() {
        ScopedPolicy released = new ScopedPolicy(
                Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, 3, PolicyTerms.NOTHING, Succession.releasedBy("ann"));

        assertThat(schedule(from(2_000, 2), released).updates()).containsExactly(released);
    }

    @Test
    void a_withdrawal_takes_back_what_lies_under_its_key_and_nothing_else() {
        PolicySchedule schedule = schedule(from(Long.MIN_VALUE, 1), from(2_000, 2));

        assertThat(schedule.without(from(2_000, 2).withdrawal())).isEqualTo(schedule(from(Long.MIN_VALUE, 1)));
        assertThat(schedule.without(from(Long.MIN_VALUE, 1).withdrawal())).isEqualTo(schedule(from(2_000, 2)));
        assertThat(schedule.without(from(3_000, 1).withdrawal())).isEqualTo(schedule);
    }

    @Test
    void what_a_later_schedule_has_no_key_for_is_superseded() {
        PolicySchedule before = schedule(from(Long.MIN_VALUE, 1), from(2_000, 2), from(3_000, 3));

        assertThat(before.supersededBy(before.with(from(2_000, 4))))
                .containsExactly(from(3_000, 3).withdrawal());
        assertThat(before.supersededBy(before.with(from(Long.MIN_VALUE, 4))))
                .containsExactly(from(2_000, 2).withdrawal(), from(3_000, 3).withdrawal());
        assertThat(before.supersededBy(before.with(from(4_000, 4)))).isEmpty();
    }

    private static ScopedPolicy steered(long version) {
        return new ScopedPolicy(
                Scope.DEFAULT,
                "",
                ScopedPolicy.AT_ONCE,
                version,
                PolicyTerms.NOTHING,
                Succession.steeredBy("steer", version - 1));
    }

    @Test
    void a_schedule_does_not_change_under_its_holder() {
        PolicySchedule before = schedule(from(1_000, 1));

        before.with(from(500, 2));

        assertThat(before).isEqualTo(schedule(from(1_000, 1)));
    }

    private static ScopedPolicy from(long validFromMillis, long version) {
        return Policies.update(Scope.DEFAULT, "", validFromMillis, version);
    }

    private static PolicySchedule schedule(ScopedPolicy... updates) {
        PolicySchedule schedule = PolicySchedule.EMPTY;
        for (ScopedPolicy update : updates) {
            schedule = schedule.with(update);
        }
        return schedule;
    }

    private static long[] versionsAt(PolicySchedule schedule, long... eventTimes) {
        return LongStream.of(eventTimes)
                .map(time -> schedule.at(time).orElseThrow().version())
                .toArray();
    }
}
