package dev.offramp.cli.policy;

import static dev.offramp.cli.policy.TestingPolicies.BUNDLE;
import static dev.offramp.cli.policy.TestingPolicies.NOW;
import static dev.offramp.cli.policy.TestingPolicies.SERVED;
import static dev.offramp.cli.policy.TestingPolicies.everybody;
import static dev.offramp.cli.policy.TestingPolicies.thresholds;
import static dev.offramp.cli.policy.TestingPolicies.topic;
import static dev.offramp.cli.policy.TestingPolicies.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.PolicyEntry;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyBoardTest {

    private static final ScopedPolicy FIRST = everybody(1, thresholds(0.9f, 0.8f));
    private static final ScopedPolicy LATER = update(Scope.DEFAULT, "", NOW + 60_000, 2, thresholds(0.5f, 0.5f));
    private static final ScopedPolicy LOBBY = update(
            Scope.GROUP,
            "lobby-",
            ScopedPolicy.AT_ONCE,
            3,
            new PolicyTerms(Wish.OPEN, 50, PolicyTerms.OPEN, PolicyTerms.OPEN, PolicyTerms.OPEN_SHARE));
    private static final ScopedPolicy LOBBY_7 =
            update(Scope.STREAM, "lobby-7", NOW - 1, 4, PolicyTerms.of(new Wish.AccuracyLoss(0.005)));

    @Test
    void what_is_in_force_and_what_is_scheduled_stands_scope_by_scope() {
        PolicyBoard board = board(topic(beforeLobby7(), FIRST, LATER, LOBBY, LOBBY_7));

        assertThat(board.standing(NOW)).containsExactly(FIRST, LATER, LOBBY, LOBBY_7);
        assertThat(board.standing(NOW + 60_000)).containsExactly(LATER, LOBBY, LOBBY_7);
        assertThat(board.newestVersion()).isEqualTo(4);
        assertThat(board.refused()).isEmpty();
    }

    @Test
    void what_is_withdrawn_stands_no_more_and_its_number_is_not_given_again() {
        PolicyBoard board = board(topic(FIRST, LOBBY_7, LOBBY_7.withdrawal()));

        assertThat(board.standing(NOW)).containsExactly(FIRST);
        assertThat(board.newestVersion()).isEqualTo(4);
    }

    @Test
    void a_stream_is_reached_by_the_narrowest_scope_first() {
        PolicyBoard board = board(topic(FIRST, LATER, LOBBY, LOBBY_7));

        assertThat(board.reaching("lobby-7", NOW)).containsExactly(LOBBY_7, LOBBY, FIRST);
        assertThat(board.reaching("lobby-7", NOW - 2)).containsExactly(LOBBY, FIRST);
        assertThat(board.reaching("lobby-8", NOW)).containsExactly(LOBBY, FIRST);
        assertThat(board.reaching("roof", NOW + 60_000)).containsExactly(LATER);
        assertThat(board(topic()).reaching("roof", NOW)).isEmpty();
    }

    @Test
    void a_record_that_no_job_obeys_is_named_with_the_reason() {
        List<PolicyEntry> entries = new ArrayList<>(topic(FIRST, everybody(1, thresholds(0.1f, 0.1f))));
        entries.add(new PolicyEntry.Damaged(
                new Origin("policies", 0, 2, NOW), "junk", new Refusal(RefusalReason.NOT_AVRO, "no Avro")));

        PolicyBoard board = board(entries);

        assertThat(board.standing(NOW)).containsExactly(FIRST);
        assertThat(board.refused())
                .extracting(record -> record.refusal().detail())
                .containsExactly("policy DEFAULT/ version 1 goes back: there is version 1", "no Avro");
    }

    @Test
    void a_table_shows_every_part() {
        ScopedPolicy whole = update(Scope.GROUP, "lobby-", NOW + 1000, 12, TestingPolicies.whole());
        ScopedPolicy wish =
                update(Scope.STREAM, "a", ScopedPolicy.AT_ONCE, 13, PolicyTerms.of(new Wish.MeanMilliseconds(0.8)));

        assertThat(PolicyTable.lines(List.of(wish, whole), NOW, SERVED))
                .containsExactly(
                        "scope         version  state                      by    wish                                                                     deadline  budget  rate  shadow",
                        "stream a      13       in force                   anna  cost 0.8ms                                                               -         -       -     -",
                        "group lobby-  12       from 2023-11-14T22:13:21Z  anna  thresholds 0.9,closed (margin, temperatures 1.5,1.25,1.0) of tiny 1.0.0  50ms      6.5M    12.5  1.5%");
    }

    @Test
    void thresholds_of_another_bundle_are_never_called_in_force() {
        Optional<BundleInForce> other = Optional.of(new BundleInForce(new BundleId("tiny", "2.0.0"), 2, "the tests"));

        assertThat(PolicyText.state(FIRST, NOW, other))
                .isEqualTo("not obeyed: tiny 2.0.0 is served, its own thresholds hold");
        assertThat(PolicyText.state(FIRST, NOW, SERVED)).isEqualTo("in force");
        assertThat(PolicyText.state(FIRST, NOW, Optional.empty())).isEqualTo("in force, if that bundle is served");
        assertThat(PolicyText.state(LOBBY, NOW, other)).isEqualTo("in force");
    }

    @Test
    void what_a_stream_meets_is_told_field_by_field_with_whoever_says_it() {
        PolicyBoard board = board(topic(FIRST, LOBBY));
        MetPolicy met = new MetPolicy("lobby-1", NOW, board.reaching("lobby-1", NOW), Optional.empty(), SERVED);

        assertThat(met.lines())
                .containsExactly(
                        "A frame of stream lobby-1 at 2023-11-14T22:13:20Z meets version 3:",
                        "  wish thresholds 0.9,0.8 (max-softmax) of tiny 1.0.0 (default, version 1, by anna, in force)",
                        "  deadline 50ms (group lobby-, version 3, by anna)",
                        "  budget as the job's bundle recommends",
                        "  rate as the job's bundle recommends",
                        "  shadow as the job's bundle recommends");
    }

    @Test
    void where_the_bundle_is_at_hand_its_thresholds_are_told_too() {
        ServedBundle other = ServedBundle.uncalibrated(
                new BundleId("tiny", "2.0.0"), Policy.of(0, ConfidenceMeasure.MARGIN, Thresholds.of(0.6f)), 10);
        PolicyBoard board = board(topic(FIRST));
        MetPolicy met = new MetPolicy(
                "a",
                NOW,
                board.reaching("a", NOW),
                Optional.of(other),
                Optional.of(new BundleInForce(other.id(), 1, "--bundle")));

        assertThat(met.lines())
                .contains(
                        "A frame of stream a at 2023-11-14T22:13:20Z meets version 0:",
                        "  that is thresholds 0.6 (margin) of tiny 2.0.0");
        assertThat(BUNDLE).isNotEqualTo(other.id());
    }

    private static PolicyBoard board(List<PolicyEntry> entries) {
        return PolicyBoard.of(entries, PolicyCheck.UNKNOWN_BUNDLE);
    }

    /** What the stream had before, and has no more. */
    private static ScopedPolicy beforeLobby7() {
        return update(Scope.STREAM, "lobby-7", ScopedPolicy.AT_ONCE, 1, thresholds(0.1f, 0.1f));
    }
}
