package dev.offramp.it.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestBundle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plants a password and a private key in settings, runs commands that succeed and that fail, and looks for them everywhere. */
@Timeout(300)
class SecretsITCase {

    private static final String PASSWORD = "Plant-ed Hun.ter2;x=y";
    private static final Pattern WEB_PAGES = Pattern.compile("Web pages: (http://\\S+[0-9])");
    private static final Pattern CONSOLE = Pattern.compile("Console: (http://\\S+[0-9])");
    private static final List<String> JOB_PAGES =
            List.of("", "/config", "/plan", "/jobmanager/config", "/exceptions", "/checkpoints/config");
    private static final List<String> CLUSTER_PAGES = List.of(
            "/config",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/jobmanager/log",
            "/jobmanager/stdout",
            "/taskmanagers",
            "/overview");

    @TempDir
    private static Path folder;

    @TempDir
    private Path said;

    private static SecureBroker broker;
    private static Path settings;
    private static List<String> secrets;

    @BeforeAll
    static void plant() throws Exception {
        broker = SecureBroker.startIn(folder, "Plant-ed-keystore");
        ClientKey key = ClientKey.in(folder);
        Path user = broker.scramUser("job", PASSWORD);
        settings = Files.write(user, key.settings(), StandardOpenOption.APPEND);
        secrets = List.of(PASSWORD, "Hun.ter2", "Plant-ed", key.secret());
        var plan = new TopicPlan(1);
        broker.createTopics(List.of(
                plan.frames("offramp-frames"),
                plan.policies("offramp-policies"),
                plan.answers("offramp-classifications"),
                plan.answers("offramp-rejects"),
                plan.answers("offramp-throughput")));
        broker.grant(Right.documentedIn(Path.of("../docs/security.md")).stream()
                .map(right -> new Right("job", right.type(), right.name(), right.operation()))
                .distinct()
                .map(Right::binding)
                .toList());
        Files.write(
                Files.createDirectory(folder.resolve("pictures")).resolve("0.png"),
                FashionMnist.first(1).images().get(0).png());
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @Test
    void neither_pages_nor_logs_nor_process_lists_of_what_works_have_them() throws Exception {
        try (var run = command(
                "run",
                settings,
                "run",
                "--bundle",
                TestBundle.FOLDER.toString(),
                "--parallelism",
                "1",
                "--web-port",
                "0",
                "--set",
                "execution.checkpointing.interval=1s",
                "--set",
                "throughput.window=1s")) {
            String cluster = run.await(WEB_PAGES);
            succeed("publish", folder.resolve("pictures").toString());
            try (var console = command("console", settings, "console", "--cluster", cluster)) {
                String page = console.await(CONSOLE);
                assertThat(console.commandLine()).doesNotContain(secrets);
                keep("console-page", page);
                keep("console-state", page + "/interval");
            }
            assertThat(run.commandLine()).contains("dev.offramp.cli.Offramp").doesNotContain(secrets);
            keepPagesOf(cluster);
            try (var top = command("top", settings, "top", "--once", "--cluster", cluster)) {
                top.exitCode(); // on a machine that is busy it may say that it has seen nothing yet
            }
            succeed("read", "answers", "--format", "json");
            succeed("doctor", "--as", "reader");
            succeed("report", "--since", "1h", "--out", said.resolve("report").toString(), "--format", "html,md,csv");
            succeed(
                    "stop",
                    "offramp-fashion-mnist-branchy",
                    "--cluster",
                    cluster,
                    "--savepoint-dir",
                    said.resolve("savepoint").toString());
        }
        assertThatNothingHasThem();
    }

    @Test
    void what_fails_does_not_tell_them_either() throws Exception {
        String good = Files.readString(settings);
        fail(
                "wrong-password",
                good.replace("password=\"", "password=\"x"),
                "publish",
                folder.resolve("pictures").toString());
        fail("no-broker", good.replace(broker.address(), "127.0.0.1:1"), "read", "answers");
        fail("unquoted", good.replace("\"" + PASSWORD + "\"", PASSWORD), "read", "answers");
        fail("unended", good.replace(PASSWORD + "\";", PASSWORD), "read", "answers");
        fail("no-yaml", good.replace("kafka.properties.ssl.keystore.key: \"", "\"x: ["), "read", "answers");
        fail("no-key", good.replace("BEGIN PRIVATE", "BEGIN PUBLIC"), "read", "answers");
        fail("no-bundle", good, "run", "--bundle", folder.toString());
        fail(
                "unknown-option",
                good + "kafka.paswords: " + PASSWORD + "\n",
                "run",
                "--bundle",
                TestBundle.FOLDER.toString());
        diagnose("doctor-wrong-password", good.replace("password=\"", "password=\"x"));
        diagnose("doctor-unquoted", good.replace("\"" + PASSWORD + "\"", PASSWORD));
        String mounted = good.replaceFirst(
                        "kafka\\.properties\\.sasl\\.jaas\\.config: .*",
                        "kafka.properties.sasl.jaas.config: \\${mounted:" + mount() + ":login}")
                + "kafka.properties.config.providers: mounted\nkafka.properties.config.providers.mounted.class:"
                + " org.apache.kafka.common.config.provider.DirectoryConfigProvider\n";
        fail("mounted", mounted, "read", "answers");
        fail("mounted-run", mounted, "run", "--bundle", TestBundle.FOLDER.toString());
        diagnose("doctor-mounted", mounted);
        diagnose("doctor-no-key", good.replace("BEGIN PRIVATE", "BEGIN PUBLIC"));

        assertThatNothingHasThem();
    }

    /** A folder with a login that Kafka's clients read themselves, and cannot. */
    private static Path mount() throws IOException {
        Path mount = Files.createDirectory(folder.resolve("mount"));
        Files.writeString(
                mount.resolve("login"),
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"job\" password=" + PASSWORD
                        + ";");
        return mount;
    }

    private void keepPagesOf(String cluster) throws Exception {
        String job = new ObjectMapper()
                .readTree(get(cluster + "/jobs"))
                .at("/jobs/0/id")
                .asText();
        for (String page : JOB_PAGES) {
            keep("job" + page.replace('/', '-'), cluster + "/jobs/" + job + page);
        }
        for (String page : CLUSTER_PAGES) {
            keep("cluster" + page.replace('/', '-'), cluster + page);
        }
    }

    private void keep(String name, String address) throws Exception {
        Files.writeString(said.resolve(name + ".page"), get(address));
    }

    private static String get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    private void succeed(String... words) throws Exception {
        try (var command = command(words[0] + "-" + words[1].replaceAll("\\W", ""), settings, words)) {
            assertThat(command.exitCode())
                    .as(String.join(" ", words) + ": " + command.said())
                    .isZero();
        }
    }

    private void fail(String name, String content, String... words) throws Exception {
        Path config = Files.writeString(folder.resolve(name + ".yaml"), content);
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--debug");
        try (var command = command(name, config, all.toArray(String[]::new))) {
            assertThat(command.exitCode()).as(name + ": " + command.said()).isEqualTo(1);
            assertThat(command.said()).as(name).contains("offramp: ");
        }
    }

    private void diagnose(String name, String content) throws Exception {
        Path config = Files.writeString(folder.resolve(name + ".yaml"), content);
        try (var command = command(name, config, "doctor", "--as", "reader", "--debug")) {
            assertThat(command.exitCode()).as(name + ": " + command.said()).isEqualTo(1);
            assertThat(command.said()).as(name).contains("wrong    ");
        }
    }

    private CommandProcess command(String name, Path config, String... words) throws Exception {
        return CommandProcess.start(said, name, config, words);
    }

    private void assertThatNothingHasThem() throws Exception {
        try (Stream<Path> files = Files.walk(said)) {
            List<Path> kept = files.filter(Files::isRegularFile).toList();
            assertThat(kept).isNotEmpty();
            for (Path file : kept) {
                assertThat(Files.readString(file, ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secrets);
            }
        }
    }
}
