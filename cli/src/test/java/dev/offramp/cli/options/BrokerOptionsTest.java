package dev.offramp.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** An option wins over the environment, the environment over the file, the file over the default. */
class BrokerOptionsTest {

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("job.yaml"), """
                kafka:
                  bootstrap-servers: file:9092
                  frames-topic: file-frames
                  properties.security.protocol: SSL
                  properties.client.id: file
                stage.batch.max-size: 4
                """);
    }

    @Test
    void without_a_word_it_is_the_broker_of_this_machine() {
        assertThat(parse(Map.of()).bootstrapServers()).isEqualTo("localhost:9092");
    }

    @Test
    void the_file_wins_over_the_default() {
        assertThat(parse(Map.of(), "--config", file.toString()).bootstrapServers())
                .isEqualTo("file:9092");
    }

    @Test
    void the_environment_names_the_file() {
        var options = parse(Map.of("OFFRAMP_CONFIG", file.toString()));

        assertThat(options.bootstrapServers()).isEqualTo("file:9092");
        assertThat(options.settings().get(KafkaOptions.FRAMES_TOPIC)).isEqualTo("file-frames");
    }

    @Test
    void of_several_files_each_stands_over_those_before() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.yaml"), "kafka.properties: {client.id: secret}");
        String both = file + ":" + secret;

        assertSecretOver(parse(Map.of("OFFRAMP_CONFIG", both)));
        assertSecretOver(parse(Map.of("OFFRAMP_CONFIG", "/nowhere/job.yaml"), "--config", both));
        assertSecretOver(parse(Map.of(), "--config", file.toString(), "--config", secret.toString()));
    }

    private static void assertSecretOver(BrokerOptions options) {
        assertThat(options.properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of("client.id", "secret", "security.protocol", "SSL"));
        assertThat(options.bootstrapServers()).isEqualTo("file:9092");
    }

    @Test
    void the_environment_wins_over_the_file() {
        assertThat(parse(Map.of("OFFRAMP_BOOTSTRAP", "env:9092"), "--config", file.toString())
                        .bootstrapServers())
                .isEqualTo("env:9092");
    }

    @Test
    void an_option_wins_over_the_environment() {
        assertThat(parse(Map.of("OFFRAMP_BOOTSTRAP", "env:9092"), "--bootstrap", "option:9092")
                        .bootstrapServers())
                .isEqualTo("option:9092");
    }

    @Test
    void an_empty_variable_says_nothing() {
        assertThat(parse(Map.of("OFFRAMP_BOOTSTRAP", " ")).bootstrapServers()).isEqualTo("localhost:9092");
    }

    @Test
    void a_property_wins_over_the_files_and_the_files_others_hold() {
        assertThat(parse(Map.of(), "--config", file.toString(), "--property", "client.id=me")
                        .properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of("client.id", "me", "security.protocol", "SSL"));
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() ->
                        parse(Map.of("OFFRAMP_CONFIG", "/nowhere/job.yaml")).bootstrapServers())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("/nowhere/job.yaml");
    }

    @Test
    void the_environment_names_the_cluster_too() {
        var command = new Clustered();
        new CommandLine(command)
                .setDefaultValueProvider(new Environment(Map.of("OFFRAMP_CLUSTER", "http://env:8081")))
                .parseArgs();
        assertThat(command.cluster.rest().address()).hasToString("http://env:8081");
    }

    private static BrokerOptions parse(Map<String, String> environment, String... arguments) {
        var command = new Connecting();
        new CommandLine(command)
                .setDefaultValueProvider(new Environment(environment))
                .parseArgs(arguments);
        return command.broker;
    }

    @Command
    private static final class Connecting {

        @Mixin
        private BrokerOptions broker = new BrokerOptions();
    }

    @Command
    private static final class Clustered {

        @Mixin
        private ClusterOption cluster = new ClusterOption();
    }
}
