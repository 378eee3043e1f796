package dev.offramp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.it.chart.Chart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** The users that the chart asks Strimzi for may do what the page of rights says, and nothing else. */
class ChartRightsTest {

    private static final Path PAGE = Path.of("../docs/security.md");
    private static final String STRIMZI = "strimzi: {enabled: true, cluster: kafka}";

    @Test
    void each_user_has_the_rights_that_are_documented() throws IOException {
        assertThat(rights(STRIMZI)).containsExactlyInAnyOrderElementsOf(Right.documentedIn(PAGE));
    }

    @Test
    void steering_and_smoothing_bring_what_they_need() throws IOException {
        List<Right> more =
                rights(STRIMZI + "\nsettings: {steer: {latency-p95: 1s}, results: {smoothing: {decay: 0.5}}}");
        more.removeAll(Right.documentedIn(PAGE));

        assertThat(more)
                .containsExactlyInAnyOrder(
                        right("offramp-policies", AclOperation.WRITE),
                        right("offramp-states", AclOperation.WRITE),
                        right("offramp-states", AclOperation.READ));
    }

    @Test
    void bundles_that_change_bring_what_they_need() throws IOException {
        List<Right> more = rights(STRIMZI + "\nsettings: {kafka: {bundles-topic: offramp-bundles}}");
        more.removeAll(Right.documentedIn(PAGE));

        assertThat(more)
                .containsExactlyInAnyOrder(
                        right("offramp-bundles", AclOperation.READ),
                        right("offramp-bundles", AclOperation.WRITE),
                        new Right("author", ResourceType.TOPIC, "offramp-bundles", AclOperation.READ),
                        new Right("author", ResourceType.TOPIC, "offramp-bundles", AclOperation.WRITE),
                        new Right("reader", ResourceType.TOPIC, "offramp-bundles", AclOperation.READ));
    }

    @Test
    void at_least_once_needs_less_and_names_are_those_of_the_settings() throws IOException {
        Set<Right> less = new HashSet<>(Right.documentedIn(PAGE));
        String settings =
                "\nsettings: {kafka: {delivery-guarantee: at-least-once, frames-topic: pictures, group-id: vision}}";
        List<Right> rights = rights(STRIMZI + settings);

        assertThat(rights)
                .hasSize(less.size() - 4)
                .extracting(Right::name)
                .contains("pictures", "vision-*", "vision-frames");
        assertThat(rights).extracting(Right::type).doesNotContain(ResourceType.TRANSACTIONAL_ID);
    }

    private static Right right(String topic, AclOperation operation) {
        return new Right("job", ResourceType.TOPIC, topic, operation);
    }

    private static List<Right> rights(String values) throws IOException {
        List<Right> rights = new ArrayList<>();
        for (JsonNode user : Chart.with(values).ofKind("KafkaUser")) {
            String principal = user.at("/metadata/name").asText().replaceFirst("^demo-offramp-", "");
            for (JsonNode acl : user.at("/spec/authorization/acls")) {
                acl.path("operations")
                        .forEach(operation -> rights.add(right(principal, acl.path("resource"), operation)));
            }
        }
        return rights;
    }

    private static Right right(String principal, JsonNode resource, JsonNode operation) {
        boolean prefix = resource.path("patternType").asText().equals("prefix");
        String type = resource.path("type").asText().replaceAll("([A-Z])", "_$1");
        return new Right(
                principal,
                ResourceType.fromString(type.toUpperCase(Locale.ROOT)),
                resource.path("name").asText() + (prefix ? "*" : ""),
                AclOperation.fromString(operation.asText().toUpperCase(Locale.ROOT)));
    }
}
