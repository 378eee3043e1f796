package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.schema.BundleOrder;
import dev.offramp.schema.BundleRole;
import dev.offramp.schema.BundleScope;
import dev.offramp.schema.OrderedBundle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BundleRecordReaderTest {

    private static final BundleRecordReader BUNDLES = new BundleRecordReader(WriterSchemas.NONE);
    private static final String DIGEST = "ab".repeat(32);
    private static final String ADDRESS = "https://models.example.com/fashion/";

    @Test
    void an_order_is_read_with_all_its_fields() throws Refusal {
        assertThat(BUNDLES.read(TestRecords.record(TestBundles.KEY, encoded(TestBundles.order()))))
                .contains(TestBundles.CANARY);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                of("scope is UNKNOWN", order -> order.setScope(BundleScope.UNKNOWN)),
                of("scope GROUP has target ''", order -> order.setTarget("")),
                of("scope DEFAULT has target 'lobby-'", order -> order.setScope(BundleScope.DEFAULT)),
                of("target has at most 1024 characters, was 1025", order -> order.setTarget("x".repeat(1025))),
                of("role is UNKNOWN", order -> order.setRole(BundleRole.UNKNOWN)),
                of("role is CANARY with onTrial false", order -> order.setOnTrial(false)),
                of("role is SERVING with onTrial true", order -> order.setRole(BundleRole.SERVING)),
                of("role is CANARY with onTrial true and no bundle", order -> order.setBundle(null)),
                of("share must be above 0 and at most 1, was 0.0", order -> order.setShare(0)),
                of("share must be above 0 and at most 1, was 1.01", order -> order.setShare(1.01)),
                of("share must be above 0 and at most 1, was NaN", order -> order.setShare(Double.NaN)),
                of("share must be 1 of what is not on trial, was 0.05", order -> serving(order)
                        .setShare(0.05)),
                of("rule is for what is on trial", order -> serving(order).setRule(TestBundles.RULE)),
                of("it does not say for how long, such as 'for 10 min'", order -> order.setRule("agreement >= 98%")),
                of("rule has at most 1024 characters", order -> order.setRule("x".repeat(1025))),
                of("validFrom must be from 1970 to 9999", order -> order.setValidFrom(Instant.ofEpochMilli(-1))),
                of(
                        "validFrom must be from 1970 to 9999",
                        order -> order.setValidFrom(Instant.ofEpochMilli(Long.MAX_VALUE))),
                of("version must be at least 1, was 0", order -> order.setVersion(0)),
                of("author has at most 1024 characters", order -> order.setAuthor("x".repeat(1025))),
                of("reason has at most 1024 characters", order -> order.setReason("x".repeat(1025))),
                of("a bundle's name has 1 to 200 characters, was 0 long", bundle("", "1", DIGEST, ADDRESS)),
                of("a bundle's version has 1 to 200", bundle("fashion", "1".repeat(201), DIGEST, ADDRESS)),
                of("'AB' is no SHA-256", bundle("fashion", "1", "AB", ADDRESS)),
                of("'../../etc' is no SHA-256", bundle("fashion", "1", "../../etc", ADDRESS)),
                of("'models/' is no address of a folder", bundle("fashion", "1", DIGEST, "models/")),
                of("is no address of a folder", bundle("fashion", "1", DIGEST, "https://models.example.com/fashion")),
                of("bundle fashion 1: ", bundle("fashion", "1", DIGEST, "https://models example.com/")),
                of("uri has at most 1024", bundle("fashion", "1", DIGEST, "https://x/" + "x".repeat(1024) + "/")),
                of("'AB' is no SHA-256", order -> order.setPrevious(new OrderedBundle("fashion", "1", "AB", ADDRESS))));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void an_order_that_cannot_be_obeyed_is_refused_with_the_value_at_fault(
            String detail, UnaryOperator<BundleOrder.Builder> change) {
        Refusal refusal = refusal(TestBundles.KEY, encoded(change.apply(TestBundles.order())));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.BAD_BUNDLE_ORDER);
        assertThat(refusal.detail()).startsWith("bundles topic: ").contains(detail);
    }

    @Test
    void a_record_under_the_key_of_another_is_refused() {
        Refusal refusal = refusal("order/GROUP/lobby-", encoded(TestBundles.order()));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.KEY_MISMATCH);
        assertThat(refusal.detail()).contains("'order/GROUP/lobby-'", "'" + TestBundles.KEY + "'");
    }

    @Test
    void a_record_without_a_value_says_nothing() throws Refusal {
        byte[] key = TestBundles.KEY.getBytes(StandardCharsets.UTF_8);

        assertThat(BUNDLES.read(new ConsumedRecord(TestRecords.ORIGIN, key, new byte[0], true)))
                .isEmpty();
    }

    @Test
    void what_is_none_of_the_three_is_refused() {
        assertThat(refusal(TestBundles.KEY, new byte[20]).reason()).isEqualTo(RefusalReason.NOT_AVRO);
        assertThat(refusal(
                                "STREAM/lobby-7",
                                TestPolicies.encoded(TestPolicies.update().build()))
                        .reason())
                .isEqualTo(RefusalReason.UNKNOWN_SCHEMA);
        assertThat(refusal(TestBundles.KEY, TestRecords.body(BundleOrder.getClassSchema(), new byte[] {2}))
                        .reason())
                .isEqualTo(RefusalReason.CORRUPT_AVRO);
    }

    private static BundleOrder.Builder serving(BundleOrder.Builder order) {
        return order.setOnTrial(false).setRole(BundleRole.SERVING).setShare(1).setRule("");
    }

    private static UnaryOperator<BundleOrder.Builder> bundle(String name, String version, String sha256, String uri) {
        return order -> order.setBundle(new OrderedBundle(name, version, sha256, uri));
    }

    private static Arguments of(String detail, UnaryOperator<BundleOrder.Builder> change) {
        return arguments(detail, change);
    }

    private static byte[] encoded(BundleOrder.Builder order) {
        return TestBundles.encoded(order.build());
    }

    private static Refusal refusal(String key, byte[] value) {
        return catchThrowableOfType(Refusal.class, () -> BUNDLES.read(TestRecords.record(key, value)));
    }
}
