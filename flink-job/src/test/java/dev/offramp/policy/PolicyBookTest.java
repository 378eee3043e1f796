package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyBookTest {

    private static final long NOW = 1_700_000_000_000L;

    private final Map<String, PolicySchedule> schedules = new HashMap<>();

    @Test
    void a_stream_that_nobody_named_meets_the_policy_that_the_job_began_with() {
        assertThat(versionFor("lobby-7")).isZero();
    }

    @Test
    void the_default_policy_is_for_every_stream() {
        put(Scope.DEFAULT, "", 1);

        assertThat(versionFor("lobby-7")).isEqualTo(1);
    }

    @Test
    void a_group_is_for_the_streams_that_begin_with_it() {
        put(Scope.DEFAULT, "", 1);
        put(Scope.GROUP, "lobby-", 2);

        assertThat(versionFor("lobby-7")).isEqualTo(2);
        assertThat(versionFor("lobby")).isEqualTo(1);
        assertThat(versionFor("the-lobby-7")).isEqualTo(1);
    }

    @Test
    void the_longest_of_several_groups_goes_before() {
        put(Scope.GROUP, "l", 1);
        put(Scope.GROUP, "lobby-7", 3);
        put(Scope.GROUP, "lobby-", 2);

        assertThat(versionFor("lobby-7a")).isEqualTo(3);
        assertThat(versionFor("lobby-8")).isEqualTo(2);
        assertThat(versionFor("lab")).isEqualTo(1);
    }

    @Test
    void a_streams_own_policy_goes_before_every_group() {
        put(Scope.GROUP, "lobby-7", 1);
        put(Scope.STREAM, "lobby-7", 2);

        assertThat(versionFor("lobby-7")).isEqualTo(2);
        assertThat(versionFor("lobby-77")).isEqualTo(1);
    }

    @Test
    void a_policy_that_is_not_yet_valid_leaves_the_next_wider_one_in_force() {
        put(Scope.DEFAULT, "", 1);
        put(Scope.GROUP, "lobby-", 2);
        putFrom(NOW + 1, Scope.GROUP, "lobby-7", 3);
        putFrom(NOW + 1, Scope.STREAM, "lobby-7", 4);

        assertThat(versionFor("lobby-7")).isEqualTo(2);
        assertThat(book().lookUp("lobby-7", NOW + 1).version()).isEqualTo(4);
    }

    @Test
    void a_stream_may_be_called_like_another_scope() {
        put(Scope.STREAM, "GROUP/lobby-", 1);
        put(Scope.GROUP, "STREAM/", 2);

        assertThat(versionFor("lobby-7")).isZero();
        assertThat(versionFor("GROUP/lobby-")).isEqualTo(1);
        assertThat(versionFor("STREAM/x")).isEqualTo(2);
    }

    @Test
    void what_a_scope_leaves_open_the_next_wider_one_says_field_by_field() {
        say(Scope.DEFAULT, "", 1, new PolicyTerms(new Wish.MeanMultiplyAdds(20), 100, 50, 25, 0.1));
        say(Scope.GROUP, "lobby-", 2, new PolicyTerms(Wish.OPEN, 50, PolicyTerms.OPEN, PolicyTerms.OPEN, -1));
        say(Scope.GROUP, "lobby-7", 3, new PolicyTerms(Wish.OPEN, PolicyTerms.OPEN, Limits.NONE, 0, -1));
        say(Scope.STREAM, "lobby-7b", 4, PolicyTerms.of(new Wish.MeanMultiplyAdds(30)));

        assertThat(book().lookUp("lobby-7b", NOW))
                .isEqualTo(new Policy(4, Policies.point(2), new Limits(50, Limits.NONE, 25), 0.1));
        assertThat(book().lookUp("lobby-7", NOW))
                .isEqualTo(new Policy(3, Policies.point(1), new Limits(50, Limits.NONE, 25), 0.1));
        assertThat(book().lookUp("lobby-1", NOW))
                .isEqualTo(new Policy(2, Policies.point(1), new Limits(50, 50, 25), 0.1));
        assertThat(book().lookUp("roof", NOW))
                .isEqualTo(new Policy(1, Policies.point(1), new Limits(100, 50, 25), 0.1));
    }

    @Test
    void what_nobody_says_is_as_the_bundle_recommends() {
        say(Scope.DEFAULT, "", 1, new PolicyTerms(Wish.OPEN, 100, PolicyTerms.OPEN, PolicyTerms.OPEN, -1));

        assertThat(book().lookUp("roof", NOW))
                .isEqualTo(new Policy(1, Policies.RECOMMENDED.criterion(), new Limits(100, Limits.NONE), 0));
    }

    @Test
    void the_version_is_the_newest_of_those_that_say_something() {
        say(Scope.DEFAULT, "", 9, new PolicyTerms(new Wish.MeanMultiplyAdds(20), 100, 50, 25, 0.1));
        say(Scope.STREAM, "deadline", 2, PolicyTerms.of(new Wish.AccuracyLoss(0)));
        say(Scope.STREAM, "whole", 3, new PolicyTerms(new Wish.MeanMultiplyAdds(20), 100, 50, 25, 0.1));

        assertThat(versionFor("deadline")).isEqualTo(9);
        assertThat(versionFor("whole")).isEqualTo(3);
    }

    @Test
    void thresholds_of_another_bundle_leave_the_bundles_own_in_force_and_their_limits() {
        say(Scope.DEFAULT, "", 1, PolicyTerms.of(new Wish.MeanMultiplyAdds(20)));
        say(
                Scope.STREAM,
                "a",
                2,
                new PolicyTerms(
                        Policies.thresholds(Policies.OTHER, 0.1f, 0.1f), 50, PolicyTerms.OPEN, PolicyTerms.OPEN, -1));
        say(Scope.STREAM, "b", 3, PolicyTerms.of(Policies.thresholds(Policies.OTHER, 0.1f, 0.1f)));

        PolicyBook book = book();
        assertThat(book.lookUp("a", NOW))
                .isEqualTo(new Policy(2, Policies.RECOMMENDED.criterion(), new Limits(50, Limits.NONE), 0));
        assertThat(book.lookUp("b", NOW)).isEqualTo(Policies.RECOMMENDED);
        assertThat(book.scopesForOtherBundles()).isEqualTo(2);
    }

    @Test
    void a_change_of_any_scope_is_met_by_those_that_inherit_from_it() {
        PolicyBook book = book();
        assertThat(book.lookUp("lobby-7", NOW).version()).isZero();
        PolicyTerms deadline = new PolicyTerms(Wish.OPEN, 50, PolicyTerms.OPEN, PolicyTerms.OPEN, -1);
        PolicyTerms cost = PolicyTerms.of(new Wish.MeanMultiplyAdds(20));

        put(book, Policies.update(Scope.STREAM, "lobby-7", ScopedPolicy.AT_ONCE, 1, deadline));
        assertThat(book.lookUp("lobby-7", NOW).version()).isEqualTo(1);
        put(book, Policies.everybody(2, cost));
        assertThat(book.lookUp("lobby-7", NOW))
                .isEqualTo(new Policy(2, Policies.point(1), new Limits(50, Limits.NONE), 0));
        put(book, Policies.update(Scope.GROUP, "lobby-", ScopedPolicy.AT_ONCE, 3, PolicyTerms.of(Wish.OPEN)));
        assertThat(book.lookUp("lobby-7", NOW).version()).isEqualTo(2);
        book.put("STREAM/lobby-7", PolicySchedule.EMPTY);
        assertThat(book.lookUp("lobby-7", NOW)).isEqualTo(new Policy(2, Policies.point(1), Limits.UNLIMITED, 0));
        book.put("DEFAULT/", PolicySchedule.EMPTY);
        assertThat(book.lookUp("lobby-7", NOW)).isEqualTo(Policies.RECOMMENDED);
    }

    @Test
    void of_many_groups_that_sort_between_them_the_prefix_is_found() {
        put(Scope.GROUP, "a", 1);
        put(Scope.GROUP, "ab-x", 2);
        put(Scope.GROUP, "ab-", 3);
        put(Scope.GROUP, "ab-y-long", 4);

        assertThat(versionFor("ab-z")).isEqualTo(3);
        assertThat(versionFor("ab")).isEqualTo(1);
        assertThat(versionFor("ab-y")).isEqualTo(3);
        assertThat(versionFor("ab-xx")).isEqualTo(2);
        assertThat(versionFor("0")).isZero();
        assertThat(versionFor("b")).isZero();
    }

    @Test
    void a_wish_that_a_savepoint_brings_and_the_bundle_cannot_meet_is_not_obeyed() {
        ScopedPolicy wish = Policies.everybody(3, PolicyTerms.of(new Wish.MeanMultiplyAdds(20)));
        PolicyBook book = new PolicyBook(Policies.UNCALIBRATED, Map.of("DEFAULT/", new PolicySchedule(List.of(wish))));

        assertThat(book.lookUp("a", NOW).criterion()).isEqualTo(Policies.RECOMMENDED.criterion());
    }

    private void say(Scope scope, String target, long version, PolicyTerms terms) {
        ScopedPolicy update = Policies.update(scope, target, ScopedPolicy.AT_ONCE, version, terms);
        schedules.put(update.key(), PolicySchedule.EMPTY.with(update));
    }

    private static void put(PolicyBook book, ScopedPolicy update) {
        book.put(update.key(), PolicySchedule.EMPTY.with(update));
    }

    private void put(Scope scope, String target, long version) {
        putFrom(Long.MIN_VALUE, scope, target, version);
    }

    private void putFrom(long validFromMillis, Scope scope, String target, long version) {
        ScopedPolicy update = Policies.update(scope, target, validFromMillis, version);
        schedules.put(update.key(), PolicySchedule.EMPTY.with(update));
    }

    private PolicyBook book() {
        return new PolicyBook(Policies.SERVED, schedules);
    }

    private long versionFor(String stream) {
        return book().lookUp(stream, NOW).version();
    }
}
