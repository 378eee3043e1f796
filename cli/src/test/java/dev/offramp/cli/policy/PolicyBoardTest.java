package dev.offramp.cli.policy;

import static dev.offramp.cli.policy.TestingPolicies.NOW;
import static dev.offramp.cli.policy.TestingPolicies.everybody;
import static dev.offramp.cli.policy.TestingPolicies.policy;
import static dev.offramp.cli.policy.TestingPolicies.topic;
import static dev.offramp.cli.policy.TestingPolicies.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.PolicyEntry;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;
import dev.offramp.sample.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyBoardTest {

    private static final PolicyUpdate FIRST = everybody(policy(1, 0.9f, 0.8f));
    private static final PolicyUpdate LATER = update(PolicyScope.DEFAULT, "", NOW + 60_000, policy(2, 0.5f, 0.5f));
    private static final PolicyUpdate LOBBY =
            update(PolicyScope.GROUP, "lobby-", PolicyUpdate.AT_ONCE, policy(3, 0.7f, 0.7f));
    private static final PolicyUpdate LOBBY_7 = update(PolicyScope.STREAM, "lobby-7", NOW - 1, policy(4, 0.6f, 0.6f));

    @Test
    void what_is_in_force_and_what_is_scheduled_stands_scope_by_scope() {
        PolicyBoard board = PolicyBoard.of(topic(beforeLobby7(), FIRST, LATER, LOBBY, LOBBY_7), 2);

        assertThat(board.standing(NOW)).containsExactly(FIRST, LATER, LOBBY, LOBBY_7);
        assertThat(board.standing(NOW + 60_000)).containsExactly(LATER, LOBBY, LOBBY_7);
        assertThat(board.newestVersion()).isEqualTo(4);
        assertThat(board.refused()).isEmpty();
    }

    @Test
    void a_stream_meets_the_most_specific_policy() {
        PolicyBoard board = PolicyBoard.of(topic(FIRST, LATER, LOBBY, LOBBY_7), 2);

        assertThat(board.met("lobby-7", NOW)).contains(LOBBY_7);
        assertThat(board.met("lobby-7", NOW - 2)).contains(LOBBY);
        assertThat(board.met("lobby-8", NOW)).contains(LOBBY);
        assertThat(board.met("roof", NOW)).contains(FIRST);
        assertThat(board.met("roof", NOW + 60_000)).contains(LATER);
        assertThat(PolicyBoard.of(topic(), 2).met("roof", NOW)).isEmpty();
    }

    @Test
    void a_record_that_no_job_obeys_is_named_with_the_reason() {
        List<PolicyEntry> entries =
                new ArrayList<>(topic(FIRST, everybody(policy(1, 0.1f, 0.1f)), everybody(policy(9, 1f))));
        entries.add(new PolicyEntry.Damaged(
                new Origin("policies", 0, 3, NOW), "junk", new Refusal(RejectReason.NOT_AVRO, "no Avro")));

        PolicyBoard board = PolicyBoard.of(entries, 2);

        assertThat(board.standing(NOW)).containsExactly(FIRST);
        assertThat(board.newestVersion()).isEqualTo(1);
        assertThat(board.refused())
                .extracting(record -> record.origin().offset())
                .containsExactly(1L, 2L, 3L);
        assertThat(board.refused())
                .extracting(record -> record.refusal().detail())
                .satisfiesExactly(
                        detail -> assertThat(detail).contains("goes back: version 1 is in force"),
                        detail -> assertThat(detail).contains("has 1 thresholds, the bundle has 2 early exits"),
                        detail -> assertThat(detail).isEqualTo("no Avro"));
    }

    @Test
    void the_size_of_the_network_is_that_of_most_policies() {
        NetworkSize size = NetworkSize.of(topic(FIRST, LATER, everybody(policy(9, 1f))));

        assertThat(size.mostFrequent()).hasValue(2);
        assertThat(size.isAmbiguous()).isTrue();
        assertThat(NetworkSize.of(topic()).mostFrequent()).isEmpty();
    }

    @Test
    void a_table_shows_every_part() {
        PolicyUpdate whole = update(PolicyScope.GROUP, "lobby-", NOW + 1000, TestingPolicies.whole(12));

        assertThat(PolicyTable.lines(List.of(FIRST, whole), NOW))
                .containsExactly(
                        "scope         version  state                      by    measure      thresholds  temperatures  deadline  budget  shadow",
                        "default       1        in force                   anna  max-softmax  0.9,0.8     none          none      none    0%",
                        "group lobby-  12       from 2023-11-14T22:13:21Z  anna  margin       0.9,closed  1.5,1.25,1.0  50ms      6.5M    1.5%");
    }

    /** What the stream had before, and has no more. */
    private static PolicyUpdate beforeLobby7() {
        return update(PolicyScope.STREAM, "lobby-7", PolicyUpdate.AT_ONCE, policy(1, 0.1f, 0.1f));
    }
}
