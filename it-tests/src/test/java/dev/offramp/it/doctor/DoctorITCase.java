package dev.offramp.it.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.run.LocalCluster;
import dev.offramp.it.TestBundle;
import dev.offramp.it.TestTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real broker and a real Flink cluster, of which one thing is wrong each time; the line that says so names it and what to change. */
@Timeout(120)
class DoctorITCase {

    private static EmbeddedBroker broker;
    private static LocalCluster flink;

    @TempDir
    private static Path folder;

    private final TestTopics topics = new TestTopics(broker);
    private final Map<String, String> settings = new HashMap<>();
    private String bundle = TestBundle.FOLDER.toString();
    private String cluster = flink.webUi().toString();
    private List<String> lines = List.of();

    DoctorITCase() {
        settings.putAll(topics.settings());
        settings.put("stage.precision", "float32");
        settings.put(
                "execution.checkpointing.dir",
                folder.resolve("checkpoints").toUri().toString());
        settings.put(
                "execution.checkpointing.savepoint-dir",
                folder.resolve("savepoints").toUri().toString());
    }

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        Configuration config = new Configuration();
        config.setString("taskmanager.numberOfTaskSlots", "2");
        config.setString("classloader.parent-first-patterns.additional", "ai.djl;com.sun.jna;org.bytedeco");
        flink = LocalCluster.start(config, "0");
        FlinkRest rest = new FlinkRest(flink.webUi(), new Configuration());
        while (rest.get("/overview").path("slots-available").asInt() < 2) {
            Thread.onSpinWait(); // the test's own time limit ends it
        }
    }

    @AfterAll
    static void stop() {
        flink.close();
        broker.close();
    }

    @Test
    void a_set_up_that_is_right_ends_with_0_and_says_what_it_saw() {
        assertThat(doctor()).as("%s", lines).isZero();

        assertThat(lines)
                .anyMatch(line -> line.startsWith("ok       bundle") && line.contains("fashion-mnist-branchy"))
                .anyMatch(line -> line.startsWith("ok       broker ") && line.contains("1 broker in it"))
                .anyMatch(line -> line.startsWith("ok       broker's version") && line.contains("metadata.version 4."))
                .anyMatch(line -> line.startsWith("ok       broker's clock"))
                .anyMatch(line -> line.startsWith("ok       rights"))
                .anyMatch(line -> line.startsWith("ok       transactions"))
                .anyMatch(line -> line.startsWith("ok       flink's version"))
                .anyMatch(line -> line.startsWith("ok       flink's clock"))
                .anyMatch(line -> line.startsWith("ok       native libraries"))
                .anyMatch(line -> line.startsWith("ok       slots") && line.contains("needs 2 slots"))
                .anyMatch(line -> line.startsWith("ok       checkpoints"))
                .anyMatch(line -> line.startsWith("warning  copies") && line.contains("one copy"));
    }

    @Test
    void nobody_listens_where_the_broker_should_be() {
        settings.put("kafka.bootstrap-servers", "127.0.0.1:1");

        assertWrong("broker", "no Kafka broker answers at 127.0.0.1:1", "-> nothing takes connections at 127.0.0.1:1");
        assertThat(lines).anyMatch(line -> line.matches("skipped  topics +no broker answers.*"));
    }

    @Test
    void the_settings_want_tls_and_the_listener_has_none() {
        settings.put("kafka.properties.security.protocol", "SSL");

        assertWrong("broker", "does not speak TLS, and kafka.properties.security.protocol is SSL");
    }

    @Test
    void a_topic_is_missing() throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topics.name("rejects"))).all().get(30, TimeUnit.SECONDS);
        }

        assertWrong("topics", "topic " + topics.name("rejects") + " does not exist", "--create-topics");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("skipped  transactions") && line.contains(topics.name("rejects")));
    }

    @Test
    void policies_stand_in_two_partitions() throws Exception {
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(topics.name("policies"), NewPartitions.increaseTo(2)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }

        assertWrong("policies' partition", "must have one partition, for policies need an order; it has 2");
    }

    @Test
    void policies_are_deleted_after_a_time() throws Exception {
        set("policies", "cleanup.policy", "delete");

        assertWrong(
                "cleanup.policy", topics.name("policies") + " has cleanup.policy=delete", "-> cleanup.policy=compact");
    }

    @Test
    void answers_are_compacted() throws Exception {
        set("classifications", "cleanup.policy", "compact");

        assertWrong("cleanup.policy", "of each stream it keeps the newest record", "-> cleanup.policy=delete");
    }

    @Test
    void a_topic_takes_smaller_records_than_the_job_writes() throws Exception {
        set("classifications", "max.message.bytes", "1000");

        assertWrong("max.message.bytes", "takes records of at most 1000 bytes", "-> raise max.message.bytes");
    }

    @Test
    void more_copies_must_be_in_sync_than_there_are() throws Exception {
        set("classifications", "min.insync.replicas", "2");

        assertWrong("copies", "has min.insync.replicas 2 and 1 copy", "-> min.insync.replicas of at most 1");
    }

    @Test
    void transactions_are_wanted_for_longer_than_the_broker_allows() {
        settings.put("kafka.transaction-timeout", "20 min");

        assertWrong(
                "transactions",
                "kafka.transaction-timeout must be at most 900 s",
                "-> raise transaction.max.timeout.ms");
    }

    @Test
    void frames_are_gone_before_the_job_is_back_is_a_warning() throws Exception {
        set("frames", "retention.ms", "60000");

        assertThat(doctor()).isZero();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("warning  retention") && line.contains("keeps frames for 60 s"));
    }

    @Test
    void frames_beyond_a_size_are_gone_is_a_warning() throws Exception {
        set("frames", "retention.bytes", "1000000");

        assertThat(doctor()).isZero();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("warning  retention")
                        && line.contains("keeps 1000000 bytes a partition (retention.bytes)"));
    }

    @Test
    void without_transactions_it_does_not_matter_whether_brokers_can_keep_them() {
        try (var alone = EmbeddedBroker.start(Map.of("transaction.state.log.replication.factor", "3"))) {
            settings.putAll(new TestTopics(alone).settings());
            settings.put("kafka.delivery-guarantee", "at-least-once");

            assertThat(doctor()).as("%s", lines).isZero();
        }
    }

    @Test
    void a_broker_says_that_it_is_where_nobody_finds_it() {
        try (var elsewhere = EmbeddedBroker.start(Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:1"))) {
            settings.put("kafka.bootstrap-servers", elsewhere.bootstrapServers());

            doctor();

            assertThat(wrong())
                    .anyMatch(line -> line.startsWith("wrong    broker ") && line.contains("advertised.listeners"));
        }
    }

    @Test
    void a_broker_alone_is_to_keep_three_copies_of_its_transactions() {
        try (var alone = EmbeddedBroker.start(Map.of("transaction.state.log.replication.factor", "3"))) {
            settings.putAll(new TestTopics(alone).settings());

            assertWrong(
                    "Kafka's own topics",
                    "transaction.state.log.replication.factor is 3 and there is 1 broker: the topic cannot be made");
        }
    }

    @Test
    void a_file_of_the_bundle_is_altered() throws Exception {
        Path altered = Files.createDirectory(folder.resolve("altered"));
        try (Stream<Path> files = Files.list(TestBundle.FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, altered.resolve(file.getFileName()));
            }
        }
        Files.write(altered.resolve("stage-2.pt"), new byte[] {0}, StandardOpenOption.APPEND);
        bundle = altered.toString();

        assertWrong("bundle", "file stage-2.pt is altered", "-> copy the bundle anew");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("skipped  settings"))
                .anyMatch(line -> line.startsWith("ok       rights"));
    }

    @Test
    void no_job_manager_answers() {
        cluster = "http://127.0.0.1:1";

        assertWrong("flink", "no Flink JobManager answers at http://127.0.0.1:1");
        assertThat(lines).anyMatch(line -> line.matches("skipped  slots +no JobManager answers"));
    }

    @Test
    void the_cluster_has_fewer_slots_than_the_job_asks_for() {
        settings.put("parallelism.default", "3");

        assertWrong("slots", "the job needs 3 slots at once, and 2 of 2 are free", "-> more TaskManagers");
    }

    @Test
    void checkpoints_would_be_kept_in_the_job_managers_memory() {
        settings.remove("execution.checkpointing.dir");

        assertWrong("checkpoints", "in the JobManager's memory", "-> execution.checkpointing.dir");
    }

    @Test
    void checkpoints_do_not_fit_into_a_transaction() {
        settings.put("kafka.transaction-timeout", "40 s");

        doctor();

        assertThat(wrong())
                .anyMatch(line ->
                        line.startsWith("wrong    transactions") && line.contains("must fit into a transaction"));
    }

    /** One thing is wrong, and one line says it. */
    private void assertWrong(String check, String... parts) {
        assertThat(doctor()).as("%s", lines).isEqualTo(1);

        assertThat(wrong())
                .as("%s", lines)
                .singleElement()
                .asString()
                .startsWith("wrong    " + check)
                .contains(parts);
    }

    private List<String> wrong() {
        return lines.stream().filter(line -> line.startsWith("wrong ")).toList();
    }

    private int doctor() {
        List<String> words = new ArrayList<>(List.of("doctor", "--bundle", bundle, "--cluster", cluster));
        settings.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        StringWriter out = new StringWriter();
        int status = Offramp.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(words.toArray(String[]::new));
        lines = out.toString().lines().toList();
        return status;
    }

    private void set(String role, String key, String value) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.name(role));
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
