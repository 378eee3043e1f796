package dev.offramp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.it.TestBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor says at a broker that asks everybody who they are: of passwords, of TLS, and of each right that is missing. */
@Timeout(180)
class DoctorRightsITCase {

    private static final Path PAGE = Path.of("../docs/security.md");
    private static final Map<String, Path> SETTINGS = new HashMap<>();

    @TempDir
    private static Path folder;

    private static SecureBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = SecureBroker.startIn(folder, "for-the-broker");
        broker.createTopics(topics());
        for (String user : List.of("job", "publisher", "ingester", "author", "reader")) {
            SETTINGS.put(user, broker.scramUser(user, "of-" + user));
        }
        broker.grant(Right.documentedIn(PAGE).stream().map(Right::binding).toList());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static List<NewTopic> topics() {
        var plan = new TopicPlan(2);
        return List.of(
                plan.frames("offramp-frames"),
                plan.policies("offramp-policies"),
                plan.answers("offramp-classifications"),
                plan.answers("offramp-rejects"),
                plan.answers("offramp-throughput"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "publisher", "ingester", "author", "reader"})
    void with_the_rights_that_are_documented_nothing_is_wrong(String principal) throws Exception {
        Typed doctor = doctor(principal, SETTINGS.get(principal));

        assertThat(doctor.exitCode()).as(doctor.said()).isZero();
        assertThat(doctor.out()).contains("ok       rights");
    }

    @ParameterizedTest
    @CsvSource({
        "job, offramp-frames, READ, rights",
        "job, offramp-classifications, WRITE, rights",
        "job, offramp-rejects, READ, transactions",
        "publisher, offramp-frames, WRITE, rights",
        "author, offramp-policies, READ, rights",
        "reader, offramp-throughput, READ, rights"
    })
    void a_right_on_a_topic_that_is_missing_is_named(String principal, String topic, String operation, String check)
            throws Exception {
        assertNamed(right(principal, topic, operation), "wrong    " + check, topic, operation);
    }

    @Test
    void the_job_may_not_commit_where_it_is() throws Exception {
        Right group = rights("job")
                .filter(right -> right.type().name().equals("GROUP"))
                .findFirst()
                .orElseThrow();

        assertNamed(group, "wrong    rights", "READ group offramp-frames");
    }

    @Test
    void the_job_may_not_have_transactions() throws Exception {
        Right transactions = rights("job")
                .filter(right -> right.type().name().equals("TRANSACTIONAL_ID"))
                .findFirst()
                .orElseThrow();

        assertNamed(transactions, "wrong    transactions", "WRITE transactional ids");
    }

    @Test
    void a_wrong_password_is_told_from_a_broker_that_is_away() throws Exception {
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"),
                Files.readString(SETTINGS.get("reader")).replace("of-reader", "guessed-1"));

        Typed doctor = doctor("reader", wrong);

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out())
                .contains("wrong    broker", "does not take this client", "kafka.properties.sasl.*", "skipped  rights")
                .doesNotContain("guessed-1");
    }

    @Test
    void a_listener_with_tls_is_told_from_one_without() throws Exception {
        Path plain =
                Files.writeString(folder.resolve("plain.yaml"), "kafka.bootstrap-servers: " + broker.address() + "\n");

        Typed doctor = doctor("reader", plain);

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out())
                .contains("speaks TLS, and kafka.properties.security.protocol is PLAINTEXT: make it SSL or SASL_SSL");
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_named() throws Exception {
        Path strangers = Files.writeString(
                folder.resolve("strangers.yaml"),
                String.join(
                        "\n",
                        Files.readAllLines(SETTINGS.get("reader")).stream()
                                .filter(line -> !line.contains("truststore"))
                                .toList()));

        Typed doctor = doctor("reader", strangers);

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out()).contains("wrong    broker", "-> kafka.properties.ssl.*");
    }

    /** Brokers show their own topics only to who may see them, as the documented principal may not. */
    @Test
    void what_may_be_wrong_with_a_topic_that_is_not_shown_is_a_warning() throws Exception {
        try (var strange = SecureBroker.startIn(
                Files.createDirectory(folder.resolve("strange")),
                "for-the-broker",
                Map.of("transaction.state.log.min.isr", "2"))) {
            strange.createTopics(topics());
            strange.grant(rights("job").map(Right::binding).toList());
            strange.grant(List.of(mayReadSettings()));

            Typed doctor = doctor("job", strange.scramUser("job", "of-job"));

            assertThat(doctor.exitCode()).as(doctor.said()).isZero();
            assertThat(doctor.out().lines())
                    .anyMatch(line -> line.startsWith("warning  Kafka's own topics")
                            && line.contains("unless __transaction_state is there already, which is not shown"));
        }
    }

    @Test
    void who_may_see_no_topic_is_not_told_that_they_are_there() throws Exception {
        Typed doctor = doctor("reader", broker.scramUser("stranger", "of-stranger"));

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out()).contains("skipped  topics", "wrong    rights").doesNotContain("ok       topics");
    }

    private static AclBinding mayReadSettings() {
        return new AclBinding(
                new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL),
                new AccessControlEntry("User:job", "*", AclOperation.DESCRIBE_CONFIGS, AclPermissionType.ALLOW));
    }

    private static void assertNamed(Right right, String... parts) throws Exception {
        broker.revoke(right.binding());
        try {
            Typed doctor = doctor(right.principal(), SETTINGS.get(right.principal()));
            assertThat(doctor.exitCode()).as(doctor.said()).isEqualTo(1);
            assertThat(doctor.out().lines().filter(line -> line.startsWith("wrong ")))
                    .as(doctor.said())
                    .anySatisfy(line -> assertThat(line).contains(parts));
        } finally {
            broker.grant(List.of(right.binding()));
        }
    }

    private static Typed doctor(String principal, Path settings) throws Exception {
        List<String> words = new ArrayList<>(List.of("doctor", "--as", principal));
        if (principal.equals("job")) {
            words.addAll(List.of("--bundle", TestBundle.FOLDER.toString(), "--set", "stage.precision=float32"));
        }
        return Typed.run(settings, words.toArray(String[]::new));
    }

    private static Right right(String principal, String name, String operation) throws IOException {
        return rights(principal)
                .filter(right ->
                        right.name().equals(name) && right.operation().name().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Right> rights(String principal) throws IOException {
        return Right.documentedIn(PAGE).stream()
                .filter(right -> right.principal().equals(principal));
    }
}
