package dev.offramp.cli.policy;

import static dev.offramp.cli.policy.TestingPolicies.everybody;
import static dev.offramp.cli.policy.TestingPolicies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.PolicyEntry;
import dev.offramp.kafka.PolicyWriter;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Thresholds;
import dev.offramp.schema.Classification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands against a real broker, each test on a topic of its own. */
@Timeout(120)
class PolicyCommandsITCase {

    private static final String BUNDLE = "../model-artifacts/bundles/fashion-mnist-branchy";
    private static final long HOUR_MILLIS = 3_600_000;

    private static EmbeddedBroker broker;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final String topic = "policies-" + UUID.randomUUID();
    private final String results = "results-" + UUID.randomUUID();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void makeTopics() {
        var plan = new TopicPlan(1);
        broker.createTopics(List.of(plan.policies(topic), plan.answers(results)));
    }

    @Test
    void what_is_set_is_shown() throws IOException {
        succeed("set", "--default", "--measure", "margin", "--thresholds", "0.9,closed,0.4", "--author", "anna");
        succeed("set", "--group", "lobby-", "--bundle", BUNDLE, "--deadline", "50ms", "--shadow", "1%");
        succeed("set", "--stream", "lobby-7", "--close-all", "--valid-from", "+1h", "--exits", "4");
        succeed("set", "--default", "--budget", "6.5M");

        JsonNode shown = show();

        assertThat(shown.path("exits").asInt()).isEqualTo(4);
        assertThat(shown.path("refused")).isEmpty();
        assertThat(shown.path("policies"))
                .extracting(policy -> policy.path("scope").asText() + " "
                        + policy.path("version").asLong() + " "
                        + policy.path("scheduled").asBoolean())
                .containsExactly("DEFAULT 4 false", "GROUP 2 false", "STREAM 3 true");
        assertThat(shown.path("policies").get(0).toString())
                .contains("\"measure\":\"MARGIN\"", "\"thresholds\":[0.9,null,0.4]", "\"budgetMultiplyAdds\":6500000");
        assertThat(shown.path("policies").get(1).toString()).contains("\"deadlineMillis\":50", "\"shadowShare\":0.01");
        assertThat(shown.path("policies").get(2).toString()).contains("\"thresholds\":[null,null,null]");
        assertThat(out.toString())
                .contains("Version 4 for default is on the topic")
                .contains("  budget none -> 6.5M");
    }

    @Test
    void a_stream_is_told_which_policy_it_meets_and_when() {
        succeed("set", "--default", "--measure", "margin", "--thresholds", "0.9,0.8,0.4", "--author", "anna");
        succeed(
                "set",
                "--group",
                "lobby-",
                "--measure",
                "margin",
                "--thresholds",
                "0.5,0.5,0.5",
                "--valid-from",
                "+1h");

        succeed("show", "--stream", "lobby-7");
        assertThat(out.toString())
                .contains("meets version 1 (default, by anna, in force):", "  thresholds 0.9,0.8,0.4");
        succeed("show", "--stream", "lobby-7", "--at", "+2h");
        assertThat(out.toString()).contains("meets version 2 (group lobby-, ", "  thresholds 0.5,0.5,0.5");
    }

    @Test
    void an_empty_topic_leaves_every_stream_to_the_bundle() {
        succeed("show");
        assertThat(out.toString()).contains("None: every stream meets the policy that the job's bundle recommends");
        succeed("show", "--stream", "lobby-7", "--bundle", BUNDLE);
        assertThat(out.toString()).contains("meets version 0 (the one that the job's bundle recommends):", "measure ");
    }

    @Test
    void whoever_publishes_the_same_version_first_is_followed_and_not_undone() {
        publish(everybody(policy(1, 0.9f, 0.9f)));
        AtomicInteger drafts = new AtomicInteger();
        try (var desk = PolicyDesk.open(settings())) {
            var change = desk.submit(2, (board, version) -> {
                if (drafts.incrementAndGet() == 1) {
                    publish(steered(policy(version, 0.5f, 0.5f)));
                }
                return deadline(board, version);
            });

            assertThat(change.attempts()).isEqualTo(2);
            assertThat(change.update().policy().version()).isEqualTo(3);
            assertThat(change.update().policy().thresholds()).isEqualTo(Thresholds.of(0.5f, 0.5f));
        }
        succeed("show");
        assertThat(out.toString())
                .containsPattern("default +3 +in force +anna +max-softmax +0.5,0.5 +none +20ms")
                .contains("Refused:", "@2 under DEFAULT/: policy DEFAULT/ version 2 goes back: version 2 is in force");
    }

    @Test
    void an_update_with_an_older_number_that_comes_in_between_is_not_undone_either() {
        publish(everybody(policy(1, 0.9f, 0.9f)));
        publish(TestingPolicies.update(PolicyScope.STREAM, "roof", PolicyUpdate.AT_ONCE, policy(7, 1f, 1f)));
        AtomicInteger drafts = new AtomicInteger();
        try (var desk = PolicyDesk.open(settings())) {
            var change = desk.submit(2, (board, version) -> {
                if (drafts.incrementAndGet() == 1) {
                    publish(steered(policy(2, 0.5f, 0.5f)));
                }
                return deadline(board, version);
            });

            assertThat(change.update().policy().version()).isEqualTo(9);
            assertThat(change.update().policy().thresholds()).isEqualTo(Thresholds.of(0.5f, 0.5f));
        }
    }

    @Test
    void whoever_is_always_overtaken_gives_up() {
        publish(everybody(policy(1, 0.9f, 0.9f)));
        try (var desk = PolicyDesk.open(settings())) {
            assertThatThrownBy(() -> desk.submit(2, (board, version) -> {
                        publish(steered(policy(version, 0.5f, 0.5f)));
                        return deadline(board, version);
                    }))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("was overtaken by others 5 times");
        }
    }

    @Test
    void scheduled_policies_have_keys_of_their_own_and_so_outlive_what_came_after_them() throws IOException {
        Instant inAnHour = Instant.ofEpochMilli(System.currentTimeMillis() + HOUR_MILLIS);
        Instant inTwo = inAnHour.plusMillis(HOUR_MILLIS);
        succeed("set", "--default", "--measure", "margin", "--thresholds", "0.9,0.8");
        succeed("set", "--default", "--thresholds", "0.5,0.5", "--valid-from", inAnHour.toString());
        succeed("set", "--default", "--close-all", "--valid-from", inTwo.toString());

        assertThat(recordsByKey())
                .containsOnlyKeys(
                        "DEFAULT/",
                        "DEFAULT@" + inAnHour.toEpochMilli() + "/",
                        "DEFAULT@" + inTwo.toEpochMilli() + "/");
        assertThat(show().path("policies")).hasSize(3);

        succeed("set", "--default", "--thresholds", "0.7,0.7", "--valid-from", inTwo.toString());
        assertThat(recordsByKey()).as("after compaction").hasSize(3);
        assertThat(show().path("policies"))
                .extracting(policy -> policy.path("version").asLong())
                .containsExactly(1L, 2L, 4L);

        succeed("set", "--default", "--thresholds", "0.1,0.1");
        assertThat(out.toString()).contains("version 2, which was to begin at " + inAnHour, ", is dropped");
        assertThat(show().path("policies"))
                .extracting(policy -> policy.path("version").asLong())
                .containsExactly(5L);
    }

    @Test
    void released_policies_may_be_steered_and_go_on_as_they_are() throws IOException {
        succeed("set", "--default", "--measure", "margin", "--thresholds", "0.9,closed", "--budget", "6M");

        succeed("release", "--author", "anna");

        JsonNode released = show().path("policies").get(0);
        assertThat(released.path("steered").asBoolean()).isTrue();
        assertThat(released.path("version").asLong()).isEqualTo(2);
        assertThat(released.toString()).contains("\"thresholds\":[0.9,null]", "\"budgetMultiplyAdds\":6000000");
        succeed("release");
        assertThat(out.toString()).contains("Version 2 may be steered already; nothing is published.");
        succeed("set", "--default", "--thresholds", "0.8,closed");
        assertThat(show().path("policies").get(0).path("steered").asBoolean()).isFalse();
    }

    @Test
    void where_nothing_is_in_force_nothing_is_released_but_a_bundles_policy() throws IOException {
        assertThat(run("release")).isEqualTo(1);
        assertThat(err.toString()).contains("there is nothing to release");

        succeed("release", "--bundle", BUNDLE);
        assertThat(show().path("policies").get(0).path("steered").asBoolean()).isTrue();
    }

    @Test
    void a_watch_tells_updates_and_the_first_results_under_them() throws Exception {
        publish(everybody(policy(1, 0.9f, 0.9f)));
        var watching = new Thread(() -> run("watch", "--classifications", results));
        watching.start();
        awaitOutput("1 in force or scheduled; following ...");

        publish(everybody(policy(2, 0.5f, 0.9f)));
        publish(everybody(policy(2, 0.4f, 0.9f)));
        awaitOutput("refused, under DEFAULT/: policy DEFAULT/ version 2 goes back");
        answer("roof", 1);
        answer("roof", 2);
        awaitOutput("first result");
        watching.interrupt(); // as good as Ctrl-C
        watching.join();

        assertThat(out.toString())
                .contains("default, version 2, by anna, in force: thresholds 0.9,0.9 -> 0.5,0.9")
                .contains("first result of version 2 (default): stream roof, decided ")
                .doesNotContain("first result of version 1");
    }

    @Test
    void a_steered_policy_is_followed_although_those_before_it_are_compacted_away() throws IOException {
        publish(steered(policy(50, 0.5f, 0.5f)));

        succeed("set", "--default", "--close-all");

        assertThat(show().path("policies").get(0).path("version").asLong()).isEqualTo(51);
        assertThat(show().path("refused")).isEmpty();
    }

    @Test
    void a_watch_ends_in_time() {
        succeed("watch", "--for", "300ms");
        assertThat(out.toString()).contains("No policy yet; following ...");
    }

    @Test
    void wrong_input_is_refused_before_anything_is_published() throws IOException {
        Files.writeString(folder.resolve("bad.json"), "{}");

        usage("Missing required argument", "set", "--thresholds", "0.9");
        usage("mutually exclusive", "set", "--default", "--stream", "a", "--thresholds", "0.9");
        usage("nothing to set", "set", "--default");
        usage("'0.9;0.8' is no number for a threshold", "set", "--default", "--thresholds", "0.9;0.8");
        usage(
                "--close-all and --thresholds exclude each other",
                "set",
                "--default",
                "--close-all",
                "--thresholds",
                "1");
        usage("want a name", "set", "--group", "", "--close-all");
        usage("--at goes with --stream", "show", "--at", "+1h");
        failure("the topic has no policy yet: give --measure and --thresholds", "set", "--default", "--close-all");
        failure("give --measure and --thresholds", "set", "--default", "--thresholds", "0.9,0.8");
        failure(
                "is no criterion",
                "set",
                "--default",
                "--from",
                folder.resolve("bad.json").toString());
        failure(
                "the job would refuse this: policy DEFAULT/ version 1 has 2 thresholds, the bundle has 3 early exits",
                "set",
                "--default",
                "--measure",
                "margin",
                "--thresholds",
                "0.9,0.8",
                "--bundle",
                BUNDLE);
        failure(
                "has 2 temperatures, the bundle has 4 exits",
                "set",
                "--default",
                "--temperatures",
                "1,2",
                "--bundle",
                BUNDLE);
        failure("--bundle says how many exits there are", "set", "--default", "--bundle", BUNDLE, "--exits", "4");
        failure("has no topic nowhere", "show", "--topic", "nowhere");
        assertThat(recordsByKey()).isEmpty();
    }

    @Test
    void thresholds_for_another_network_than_the_topics_are_asked_about() {
        succeed("set", "--default", "--measure", "margin", "--thresholds", "0.9,0.8");

        failure(
                "3 thresholds are given, the policies on the topic have 2",
                "set",
                "--default",
                "--thresholds",
                "1,1,1");
        succeed("set", "--default", "--measure", "margin", "--thresholds", "1,1,1", "--exits", "4");
        failure("the topic has policies of [2, 3] thresholds", "set", "--group", "a", "--close-all");
    }

    private static PolicyUpdate deadline(PolicyBoard board, long version) {
        var wish = new PolicyWish(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(20L),
                Optional.empty(),
                Optional.empty());
        return new ScopedWish(
                        PolicyScope.DEFAULT, "", PolicyUpdate.AT_ONCE, wish, Optional.empty(), Succession.by("anna"))
                .over(board, version);
    }

    private static PolicyUpdate steered(Policy policy) {
        return new PolicyUpdate(
                PolicyScope.DEFAULT,
                "",
                PolicyUpdate.AT_ONCE,
                policy,
                new Succession("job", true, policy.version() - 1));
    }

    private JsonNode show() throws IOException {
        StringWriter json = new StringWriter();
        assertThat(command(json, "show", "--json")).as(err.toString()).isZero();
        return new ObjectMapper().readTree(json.toString());
    }

    private void awaitOutput(String text) {
        while (!out.toString().contains(text)) {
            Thread.onSpinWait(); // the test's own time limit ends it
        }
    }

    private void succeed(String... arguments) {
        assertThat(run(arguments)).as(() -> err.toString()).isZero();
    }

    private void usage(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(message);
    }

    private void failure(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains(message);
    }

    private int run(String... arguments) {
        return command(out, arguments);
    }

    private int command(StringWriter to, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", broker.bootstrapServers()));
        if (!all.contains("--topic")) {
            all.addAll(List.of("--topic", topic));
        }
        return new CommandLine(new PolicyCommand())
                .setOut(new PrintWriter(to))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    private KafkaSettings settings() {
        var config = new Configuration();
        config.set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        config.set(KafkaOptions.POLICIES_TOPIC, topic);
        return KafkaSettings.from(config, new ArrayList<>());
    }

    /** What compaction leaves: the newest record of each key. */
    private Map<String, PolicyUpdate> recordsByKey() {
        Map<String, PolicyUpdate> newest = new TreeMap<>();
        try (var desk = PolicyDesk.open(settings())) {
            desk.entries().forEach(entry -> {
                var update = ((PolicyEntry.Update) entry).record().update();
                newest.put(update.topicKey(), update);
            });
        }
        return newest;
    }

    private void publish(PolicyUpdate update) {
        send(new ProducerRecord<>(topic, update.topicKey(), PolicyWriter.write(update)));
    }

    private void answer(String stream, long version) {
        try {
            ByteBuffer encoded =
                    Classification.getEncoder().encode(TestingPolicies.answer(stream, version, Instant.now()));
            byte[] value = new byte[encoded.remaining()];
            encoded.get(value);
            send(new ProducerRecord<>(results, stream, value));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void send(ProducerRecord<String, byte[]> record) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
