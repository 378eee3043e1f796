package dev.offramp.it.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offramp.cli.Offramp;
import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestBroker;
import dev.offramp.it.TestJob;
import dev.offramp.it.TestTopics;
import dev.offramp.job.SettingsException;
import dev.offramp.registry.RegistryForm;
import dev.offramp.registry.SingleObjectForm;
import dev.offramp.registry.TestingRegistry;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job and the commands, with topics in the form of a registry. */
class RegistryITCase {

    private static final int PICTURES = 20;
    private static final Duration OUTAGE = Duration.ofSeconds(4);

    /** The first failure ends the job, so that one which runs on has had none. */
    private static final Map<String, String> NO_RESTART = Map.of("restart-strategy.type", "none");

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void job_and_commands_speak_the_form_of_a_registry_of_confluent_s_interface() throws Exception {
        try (var registry = TestingRegistry.start()) {
            everythingSpeaksItsForm(registry.url());
        }
    }

    @Test
    void a_record_that_needs_a_registry_which_is_away_waits_for_it_and_no_task_fails() throws Exception {
        try (var registry = TestingRegistry.start()) {
            TestTopics topics = new TestTopics(BROKER.running());
            int id = registry.register("anybody-value", Frame.getClassSchema().toString());
            Map<String, String> settings = new HashMap<>(NO_RESTART);
            settings.put("kafka.registry.url", registry.url());
            try (TestJob job = TestJob.start(topics, settings)) {
                FashionMnist.Image image = FashionMnist.first(1).images().get(0);
                topics.publish(List.of(image), 1);
                assertThat(topics.classifications(1)).hasSize(1);

                registry.stop();
                topics.send(List.of(topics.record("frames", "stream-0", registered(id, image))));
                CompletableFuture.runAsync(registry::goOn, delayedExecutor(OUTAGE.toSeconds(), TimeUnit.SECONDS))
                        .join();

                assertThat(topics.classifications(2)).hasSize(2);
                assertThat(registry.requests()).contains("GET /schemas/ids/" + id);
                assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
                assertThat(topics.rejects(0)).isEmpty();
            }
        }
    }

    /** A frame as a client of a registry writes it. */
    private static byte[] registered(int id, FashionMnist.Image image) {
        byte[] written =
                TestTopics.encoded(TestTopics.frame("stream-0", 1, FrameEncoding.PNG, image.png(), image.label()));
        return ByteBuffer.allocate(RegistryForm.HEADER_BYTES + written.length - SingleObjectForm.HEADER_BYTES)
                .put((byte) 0)
                .putInt(id)
                .put(written, SingleObjectForm.HEADER_BYTES, written.length - SingleObjectForm.HEADER_BYTES)
                .array();
    }

    @Test
    void job_and_commands_speak_the_form_of_apicurio() throws Exception {
        assumeThat(Apicurio.missing())
                .as("what Apicurio's registry needs and is not here")
                .isEmpty();

        try (var registry = Apicurio.start(folder)) {
            everythingSpeaksItsForm(registry.url());
        }
    }

    @Test
    void a_job_whose_schemas_nobody_registered_does_not_start_and_says_what_to_do() throws Exception {
        try (var registry = TestingRegistry.start()) {
            TestTopics topics = new TestTopics(BROKER.running());

            assertThatThrownBy(() -> TestJob.start(topics, settings(registry.url())))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("does not have the schema of Classification under "
                            + topics.name("classifications") + "-value")
                    .hasMessageContaining("./offramp schemas register");
        }
    }

    /** Half of the frames are of a publisher who was not changed over. */
    private void everythingSpeaksItsForm(String url) throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        Map<String, String> settings = new TreeMap<>(topics.settings());
        settings.putAll(settings(url));
        Path config = config(settings);
        List<FashionMnist.Image> images = FashionMnist.first(2 * PICTURES).images();
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (int i = 0; i < PICTURES; i++) {
            Files.write(pictures.resolve(i + ".png"), images.get(i).png());
        }

        run("schemas", "register", "--config", config.toString());
        run("schemas", "register", "--config", config.toString(), "--check");
        run("policy", "set", "--default", "--loss", "0.5%", "--config", config.toString());
        run("publish", pictures.toString(), "--config", config.toString());
        topics.publish(images.subList(PICTURES, 2 * PICTURES), 2);
        byte[] unknown = ByteBuffer.allocate(20).put((byte) 0).putInt(1_000_000).array();
        topics.send(List.of(topics.record("frames", "cam", unknown)));

        var client = new OrdinaryClient(BROKER.running().bootstrapServers(), url);
        try (TestJob job = TestJob.start(topics, settings)) {
            List<GenericRecord> answers = client.read(topics.name("classifications"), 2 * PICTURES);
            assertThat(answers)
                    .hasSize(2 * PICTURES)
                    .allSatisfy(answer ->
                            assertThat(answer.getSchema().getFullName()).isEqualTo("dev.offramp.schema.Classification"))
                    .allSatisfy(answer ->
                            assertThat((long) answer.get("policyVersion")).isPositive());
            assertThat(client.read(topics.name("rejects"), 1)).singleElement().satisfies(reject -> {
                assertThat(reject.get("reason")).hasToString("UNKNOWN_SCHEMA");
                assertThat(reject.get("detail").toString()).contains("has no schema with the id 1000000");
                assertThat(reject.get("original")).isEqualTo(ByteBuffer.wrap(unknown));
            });
            assertThat(client.read(topics.name("throughput"), 1)).isNotEmpty();
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        }
        commandsRead(topics, config);
    }

    private void commandsRead(TestTopics topics, Path config) {
        run("read", "answers", "--from-beginning", "--format", "json", "--config", config.toString());
        assertThat(out.toString().lines())
                .filteredOn(line -> line.contains("\"predicted\""))
                .hasSize(2 * PICTURES);
        run("read", "frames", "--from-beginning", "--format", "json", "--config", config.toString());
        assertThat(out.toString()).contains("\"stream\":\"camera-0\"", "\"stream\":\"stream-1\"");
        run("read", "rejects", "--config", config.toString());
        assertThat(out.toString()).contains("UNKNOWN_SCHEMA");
        run("policy", "show", "--config", config.toString(), "--throughput", topics.name("throughput"));
        assertThat(out.toString()).contains("loss 0.5%").contains("fashion-mnist-branchy");
        run(
                "report",
                "--config",
                config.toString(),
                "--out",
                folder.resolve("report.html").toString());
    }

    private static Map<String, String> settings(String url) {
        Map<String, String> settings = new HashMap<>(NO_RESTART);
        settings.put("kafka.value-format", "registry");
        settings.put("kafka.registry.url", url);
        return settings;
    }

    private Path config(Map<String, String> settings) throws IOException {
        StringBuilder yaml = new StringBuilder();
        settings.forEach(
                (key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
        return Files.writeString(folder.resolve("job.yaml"), yaml, UTF_8);
    }

    private void run(String... arguments) {
        out.getBuffer().setLength(0);
        int code = Offramp.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(code).as("%s: %s %s", String.join(" ", arguments), out, err).isZero();
    }
}
