package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
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
        put(PolicyScope.DEFAULT, "", 1);

        assertThat(versionFor("lobby-7")).isEqualTo(1);
    }

    @Test
    void a_group_is_for_the_streams_that_begin_with_it() {
        put(PolicyScope.DEFAULT, "", 1);
        put(PolicyScope.GROUP, "lobby-", 2);

        assertThat(versionFor("lobby-7")).isEqualTo(2);
        assertThat(versionFor("lobby")).isEqualTo(1);
        assertThat(versionFor("the-lobby-7")).isEqualTo(1);
    }

    @Test
    void the_longest_of_several_groups_wins() {
        put(PolicyScope.GROUP, "l", 1);
        put(PolicyScope.GROUP, "lobby-7", 3);
        put(PolicyScope.GROUP, "lobby-", 2);

        assertThat(versionFor("lobby-7a")).isEqualTo(3);
        assertThat(versionFor("lobby-8")).isEqualTo(2);
        assertThat(versionFor("lab")).isEqualTo(1);
    }

    @Test
    void a_streams_own_policy_wins_over_every_group() {
        put(PolicyScope.GROUP, "lobby-7", 1);
        put(PolicyScope.STREAM, "lobby-7", 2);

        assertThat(versionFor("lobby-7")).isEqualTo(2);
        assertThat(versionFor("lobby-77")).isEqualTo(1);
    }

    @Test
    void a_policy_that_is_not_yet_valid_leaves_the_next_wider_one_in_force() {
        put(PolicyScope.DEFAULT, "", 1);
        put(PolicyScope.GROUP, "lobby-", 2);
        putFrom(NOW + 1, PolicyScope.GROUP, "lobby-7", 3);
        putFrom(NOW + 1, PolicyScope.STREAM, "lobby-7", 4);

        assertThat(versionFor("lobby-7")).isEqualTo(2);
        assertThat(book().lookUp("lobby-7", NOW + 1).version()).isEqualTo(4);
    }

    @Test
    void a_stream_may_be_called_like_another_scope() {
        put(PolicyScope.STREAM, "GROUP/lobby-", 1);
        put(PolicyScope.GROUP, "STREAM/", 2);

        assertThat(versionFor("lobby-7")).isZero();
        assertThat(versionFor("GROUP/lobby-")).isEqualTo(1);
        assertThat(versionFor("STREAM/x")).isEqualTo(2);
    }

    @Test
    void a_book_does_not_change_when_the_schedules_do() {
        PolicyBook book = book();
        put(PolicyScope.DEFAULT, "", 1);

        assertThat(book.lookUp("lobby-7", NOW).version()).isZero();
    }

    private void put(PolicyScope scope, String target, long version) {
        putFrom(Long.MIN_VALUE, scope, target, version);
    }

    private void putFrom(long validFromMillis, PolicyScope scope, String target, long version) {
        PolicyUpdate update = Policies.update(scope, target, validFromMillis, version);
        schedules.put(update.key(), PolicySchedule.EMPTY.with(update));
    }

    private PolicyBook book() {
        return new PolicyBook(Policies.policy(0), schedules);
    }

    private long versionFor(String stream) {
        return book().lookUp(stream, NOW).version();
    }
}
