package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Limits;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.BundleId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyWriterTest {

    private static final PolicyReader POLICIES = new PolicyReader(WriterSchemas.NONE);

    private static final Wish THRESHOLDS = new Wish.ThresholdsOf(
            new BundleId("fashion", "1.0.0"),
            new Criterion(
                    ConfidenceMeasure.MARGIN, Temperatures.of(1.5f, 1, 1), Thresholds.of(0.9f, Thresholds.CLOSED)));

    static Stream<PolicyTerms> terms() {
        return Stream.of(
                new PolicyTerms(THRESHOLDS, 50, 6_000_000, 12.5, 0.01),
                new PolicyTerms(new Wish.AccuracyLoss(0.005), Limits.NONE, Limits.NONE, Limits.ANY_RATE, 0),
                PolicyTerms.of(new Wish.MeanMultiplyAdds(6_000_000)),
                PolicyTerms.of(new Wish.MeanMilliseconds(0.8)),
                PolicyTerms.NOTHING);
    }

    @ParameterizedTest
    @MethodSource("terms")
    void an_update_is_read_as_it_was_written(PolicyTerms terms) throws Refusal {
        assertSurvives(new ScopedPolicy(Scope.GROUP, "lobby-", 1_234, 7, terms, Succession.steeredBy("anna", 6)));
    }

    @Test
    void what_is_at_once_stays_so() throws Refusal {
        assertSurvives(
                new ScopedPolicy(Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, 1, PolicyTerms.NOTHING, Succession.by("")));
    }

    private static void assertSurvives(ScopedPolicy update) throws Refusal {
        assertThat(POLICIES.read(TestRecords.record(update.topicKey(), PolicyWriter.write(update))))
                .map(PolicyRecord::change)
                .contains(update);
    }
}
