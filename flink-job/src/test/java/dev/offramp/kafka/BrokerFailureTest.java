package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.security.UnrecoverableKeyException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class BrokerFailureTest {

    @Test
    void silence_and_what_others_have_still_to_make_may_pass() {
        assertThat(BrokerFailure.mayPass(new TimeoutException("nobody"))).isTrue();
        assertThat(BrokerFailure.mayPass(new TopicAuthorizationException("frames")))
                .isTrue();
        assertThat(BrokerFailure.mayPass(new SaslAuthenticationException("no such user yet")))
                .isTrue();
        assertThat(BrokerFailure.mayPass(ofClient(Map.of("bootstrap.servers", "kafka.invalid:9092"))))
                .as("a name that DNS does not know yet")
                .isTrue();
    }

    @Test
    void what_is_wrong_with_the_settings_does_not() {
        assertThat(BrokerFailure.mayPass(new SslAuthenticationException("not trusted")))
                .isFalse();
        assertThat(BrokerFailure.mayPass(new KafkaException(new NoSuchFileException("ca.pem"))))
                .isFalse();
        assertThat(BrokerFailure.mayPass(new KafkaException(new UnrecoverableKeyException())))
                .isFalse();
        assertThat(BrokerFailure.mayPass(ofClient(Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:9092",
                        "security.protocol",
                        "SSL",
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.location",
                        "/nowhere/ca.pem"))))
                .isFalse();
        assertThat(BrokerFailure.mayPass(ofClient(Map.of("bootstrap.servers", "127.0.0.1:9092", "retries", "many"))))
                .isFalse();
    }

    /** How Kafka's own client fails with such settings. */
    private static KafkaException ofClient(Map<String, Object> settings) {
        try (Admin admin = Admin.create(settings)) {
            admin.close(Duration.ZERO);
        } catch (KafkaException failure) {
            return failure;
        }
        throw new AssertionError("Kafka takes " + settings);
    }
}
