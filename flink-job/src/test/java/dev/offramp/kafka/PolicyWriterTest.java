package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.Criterion;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.rejects.Refusal;
import org.junit.jupiter.api.Test;

class PolicyWriterTest {

    @Test
    void an_update_is_read_as_it_was_written() throws Refusal {
        Criterion criterion =
                new Criterion(Measure.MARGIN, Temperatures.of(1.5f, 1, 1), Thresholds.of(0.9f, Thresholds.CLOSED));
        assertSurvives(new PolicyUpdate(
                PolicyScope.GROUP,
                "lobby-",
                1_234,
                new Policy(7, criterion, new Limits(50, 6_000_000), 0.01),
                new Succession("anna", true, 6)));
    }

    @Test
    void what_is_unlimited_and_at_once_stays_so() throws Refusal {
        assertSurvives(new PolicyUpdate(
                PolicyScope.DEFAULT,
                "",
                PolicyUpdate.AT_ONCE,
                Policy.of(1, Measure.ENTROPY, Thresholds.of(0.5f)),
                Succession.by("")));
    }

    private static void assertSurvives(PolicyUpdate update) throws Refusal {
        assertThat(PolicyReader.read(TestRecords.record(update.topicKey(), PolicyWriter.write(update))))
                .isEqualTo(update);
    }
}
