package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyLedgerTest {

    private static final PolicyTerms COST = PolicyTerms.of(new Wish.MeanMultiplyAdds(20));

    private final PolicyLedger ledger = new PolicyLedger(Policies.SERVED);

    @Test
    void a_withdrawn_policy_holds_no_more_and_its_number_may_come_again() throws Exception {
        ledger.enter(Policies.everybody(7, COST));
        ledger.enter(Policies.everybody(7, COST).withdrawal());

        assertThat(ledger.byKey()).isEmpty();
        assertThat(ledger.newestVersion()).isEqualTo(7);
        ledger.enter(Policies.everybody(1, COST));
        assertThat(ledger.of("DEFAULT/").version()).isEqualTo(1);
    }

    @Test
    void a_topic_comes_to_the_same_whether_it_was_compacted_or_not() {
        ScopedPolicy first = Policies.everybody(1, COST);
        ScopedPolicy second = Policies.everybody(2, COST);
        ScopedPolicy lobby = Policies.update(Scope.GROUP, "lobby-", 5, 3, COST);

        KnownPolicies all = PolicyTopicFold.of(
                List.of(record(0, first), record(1, lobby), record(2, second), record(3, lobby.withdrawal())),
                Policies.SERVED);
        KnownPolicies compacted =
                PolicyTopicFold.of(List.of(record(2, second), record(3, lobby.withdrawal())), Policies.SERVED);

        assertThat(all.byKey()).isEqualTo(compacted.byKey()).containsOnlyKeys("DEFAULT/");
        assertThat(all.readUntil()).isEqualTo(Map.of(0, 4L));
    }

    @Test
    void what_was_refused_is_remembered_with_the_reason() {
        KnownPolicies known = PolicyTopicFold.of(
                List.of(
                        record(0, Policies.everybody(2, COST)),
                        record(1, Policies.everybody(3, PolicyTerms.of(new Wish.MeanMultiplyAdds(9))))),
                Policies.SERVED);

        assertThat(known.refusal(new Origin("policies", 0, 0, 0))).isEmpty();
        assertThat(known.refusal(new Origin("policies", 0, 1, 0)))
                .hasValueSatisfying(
                        refusal -> assertThat(refusal.detail()).contains("the least that can be met is 10"));
    }

    @Test
    void a_key_of_the_topic_says_what_it_withdraws() {
        for (ScopedPolicy update : List.of(
                Policies.everybody(1, COST),
                Policies.update(Scope.GROUP, "a@5/b", -7, 1, COST),
                Policies.update(Scope.STREAM, "x/y", 1_700_000_000_000L, 1, COST),
                Policies.update(Scope.STREAM, "x", Long.MAX_VALUE, 1, COST))) {
            assertThat(Withdrawal.of(update.topicKey())).contains(update.withdrawal());
        }
        assertThat(Withdrawal.of("DEFAULT")).isEmpty();
        assertThat(Withdrawal.of("UNKNOWN/a")).isEmpty();
        assertThat(Withdrawal.of("DEFAULT@x/")).isEmpty();
        assertThat(Withdrawal.of("DEFAULT@9999999999999999999/")).isEmpty();
        assertThat(Withdrawal.of("DEFAULT@" + ScopedPolicy.AT_ONCE + "/")).isEmpty();
    }

    private static PolicyRecord record(long offset, PolicyChange change) {
        return new PolicyRecord(new Origin("policies", 0, offset, 0), new byte[0], new byte[0], change);
    }
}
