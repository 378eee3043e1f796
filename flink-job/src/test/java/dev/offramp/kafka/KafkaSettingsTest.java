package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSettingsTest {

    private final List<String> problems = new ArrayList<>();

    @Test
    void a_broker_is_enough() {
        KafkaSettings settings = read(Map.of());

        assertThat(problems).isEmpty();
        assertThat(settings.guarantee()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
        assertThat(settings.maxResultBytes()).isEqualTo((1 << 20) - (64 << 10));
        assertThat(settings.topics().all())
                .containsExactly(
                        "offramp-frames",
                        "offramp-policies",
                        "offramp-classifications",
                        "offramp-rejects",
                        "offramp-throughput");
    }

    @Test
    void a_topic_of_states_is_needed_only_where_there_are_states() {
        KafkaSettings settings = read(Map.of("results.smoothing.decay", "0.8"));

        assertThat(settings.topics().states()).contains("offramp-states");
        assertThat(settings.topics().all()).contains("offramp-states");
    }

    @Test
    void a_topic_of_bundles_is_read_and_written_where_there_is_one() {
        KafkaSettings settings = read(Map.of("kafka.bundles-topic", "offramp-bundles"));

        assertThat(settings.topics().all()).contains("offramp-bundles");
        assertThat(settings.topics().outgoing()).doesNotContain("offramp-bundles");
        assertThat(settings.groups()).contains("offramp-bundles");
        assertThat(settings.rights(false).get("offramp-bundles"))
                .containsExactlyInAnyOrder(AclOperation.READ, AclOperation.WRITE);
        assertThat(read(Map.of()).groups()).doesNotContain("offramp-bundles");
    }

    @Test
    void a_broker_is_needed() {
        KafkaSettings.from(new Configuration(), problems);

        assertThat(problems).containsExactly("kafka.bootstrap-servers is required, as host:port");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.bootstrap-servers | ' '  | kafka.bootstrap-servers is required, as host:port",
                "kafka.delivery-guarantee | none | kafka.delivery-guarantee must be exactly-once or at-least-once, was none",
                "kafka.max-result-bytes | 0 b | kafka.max-result-bytes must be between 1 and 1073741824 bytes, was 0",
                "kafka.max-result-bytes | 2 gb | kafka.max-result-bytes must be between 1 and 1073741824 bytes, was 2147483648",
                "kafka.rejects-topic | offramp-frames | the topics must differ, were [offramp-frames, offramp-policies, "
                        + "offramp-classifications, offramp-frames, offramp-throughput]",
            })
    void what_cannot_be_is_named_with_its_value(String key, String value, String problem) {
        read(Map.of(key, value));

        assertThat(problems).containsExactly(problem);
    }

    @Test
    void the_properties_of_kafkas_own_clients_are_handed_on_without_their_prefix() {
        KafkaSettings settings = read(Map.of(
                "kafka.properties.security.protocol", "SASL_SSL",
                "kafka.properties.sasl.mechanism", "PLAIN"));

        assertThat(problems).isEmpty();
        assertThat(settings.clientProperties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN");
    }

    @Test
    void no_client_tells_a_broker_of_itself_unless_it_is_wanted_to() {
        Map<String, String> wanted = Map.of("kafka.properties.enable.metrics.push", "true");

        assertThat(read(Map.of()).clientProperties()).isEqualTo(Map.of("enable.metrics.push", "false"));
        assertThat(read(wanted).clientProperties()).isEqualTo(Map.of("enable.metrics.push", "true"));
    }

    @Test
    void all_problems_are_named_at_once() {
        read(Map.of(
                "kafka.bootstrap-servers", "",
                "kafka.properties.acks", "1",
                "kafka.transaction-timeout", "0 ms",
                "kafka.delivery-guarantee", "none",
                "kafka.max-result-bytes", "0 b",
                "kafka.rejects-topic", "offramp-frames"));

        assertThat(problems).hasSize(6);
    }

    private KafkaSettings read(Map<String, String> entries) {
        Map<String, String> all = new HashMap<>(Map.of("kafka.bootstrap-servers", "localhost:9092"));
        all.putAll(entries);
        return KafkaSettings.from(Configuration.fromMap(all), problems);
    }
}
