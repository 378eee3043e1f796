package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestJob;
import dev.offramp.it.TestTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker with access control lists, which lets the job do its work and no more. */
@Timeout(180)
class BrokerRightsITCase {

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start(Map.of(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found", "true"));

    private final TestTopics topics = new TestTopics(BROKER);

    @BeforeAll
    static void forbidToAskForSettings() throws Exception {
        set(
                rule(ResourceType.CLUSTER, "kafka-cluster", AclOperation.ALL, AclPermissionType.ALLOW),
                rule(ResourceType.CLUSTER, "kafka-cluster", AclOperation.DESCRIBE_CONFIGS, AclPermissionType.DENY),
                rule(ResourceType.TOPIC, "*", AclOperation.ALL, AclPermissionType.ALLOW),
                rule(ResourceType.TOPIC, "*", AclOperation.DESCRIBE_CONFIGS, AclPermissionType.DENY));
    }

    @Test
    void settings_that_the_broker_does_not_show_are_a_warning_each_and_no_problem() {
        BrokerFindings findings = findings();

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.warnings())
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning)
                        .contains("max.message.bytes", "DESCRIBE_CONFIGS", topics.name("classifications")))
                .anySatisfy(warning ->
                        assertThat(warning).contains("transaction.max.timeout.ms", "DESCRIBE_CONFIGS", "900 s"));
        assertThat(findings.transactionTimeout().duration()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void the_job_runs_without_knowing_them() throws Exception {
        topics.publish(FashionMnist.first(20).images(), 2);

        try (TestJob job = TestJob.start(topics, Map.of("restart-strategy.type", "none"))) {
            assertThat(topics.classificationsOf(20)).hasSize(20);
        }
    }

    @Test
    void a_topic_that_the_job_may_write_and_not_read_is_named_with_the_right_that_is_missing() throws Exception {
        set(rule(ResourceType.TOPIC, topics.name("rejects"), AclOperation.READ, AclPermissionType.DENY));

        assertThat(findings().problems()).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("the job must be allowed to READ topic " + topics.name("rejects")));
    }

    private static void set(AclBinding... rules) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            admin.createAcls(List.of(rules)).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static AclBinding rule(ResourceType type, String name, AclOperation what, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:ANONYMOUS", "*", what, permission));
    }

    private BrokerFindings findings() {
        KafkaSettings settings = KafkaSettings.from(Configuration.fromMap(topics.settings()), new ArrayList<>());
        return new BrokerCheck(settings, false, Duration.ofSeconds(30)).findings();
    }
}
