package dev.offramp.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offramp.cli.Offramp;
import dev.offramp.cli.broker.FrameProducerSettings;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.local.TestPictures;
import dev.offramp.cli.publish.Deliveries;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.cli.publish.FramePublisher;
import dev.offramp.cli.publish.Picture;
import dev.offramp.it.cluster.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Whoever is on call types what the page says, from its first line to its last, into a job that runs. */
class OnCallITCase {

    private static final Path PAGE = Path.of("../docs/on-call.md");
    private static final int PICTURES = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** What a command that begins so prints, when it has done its work. */
    private static final Map<String, String> ANSWERS = Map.of(
            "./offramp top", "fashion-mnist-branchy",
            "./offramp jobs", "RUNNING",
            "./offramp read rejects", "NOT_AVRO",
            "./offramp policy set", "is on the topic",
            "./offramp policy show", "lobby-7",
            "./offramp policy remove", "lobby-",
            "./offramp policy watch", "following",
            "./offramp stop", "savepoint",
            "curl", "exceptionHistory");

    @TempDir
    static Path savepoints;

    private static LocalSystem system;

    @BeforeAll
    static void begin() throws Exception {
        System.setProperty("offramp.home", "..");
        system = LocalSystem.start(Home.bundle(), 1, List.of("throughput.window=1s"));
        publish("lobby-7");
        publishNonsense();
        await("./offramp read windows --since 10m", "lobby-7");
        await("./offramp read rejects --since 10m", "NOT_AVRO");
        assertThat(typed("./offramp policy set --group lobby- --loss 2% --reason \"as it was yesterday\""))
                .contains("is on the topic");
    }

    @AfterAll
    static void end() {
        if (system != null) {
            system.close();
        }
        System.clearProperty("offramp.home");
    }

    @TestFactory
    Stream<DynamicTest> each_command_of_the_page() throws IOException {
        List<String> lines = DocumentedCommands.on(PAGE).lines();
        assertThat(lines).hasSizeGreaterThan(ANSWERS.size());
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(
                        line, () -> assertThat(typed(here(line))).contains(answer(line))));
    }

    /** What stands on the page in place of what differs from job to job. */
    private static String here(String line) {
        return line.replace("JOB", system.job().id().toString())
                .replace("/ID/", "/" + system.job().id() + "/")
                .replace("/var/lib/offramp/savepoints", savepoints.toString())
                .replace("--for 1min", "--for 3s");
    }

    private static String answer(String line) {
        return ANSWERS.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody knows what this prints: " + line));
    }

    /** Runs a line as a shell does: a command of the project in this process, and what stands behind a bar in a shell. */
    private static String typed(String line) throws Exception {
        String[] parts = line.split(" \\| ", 2);
        if (!parts[0].startsWith("./offramp ")) {
            return shell(line, "");
        }
        String printed = offramp(parts[0].substring("./offramp ".length()));
        return parts.length == 1 ? printed : shell(parts[1], printed);
    }

    private static String offramp(String line) {
        CommandLine commands = Offramp.commandLine();
        String[] words = words(line);
        var out = new StringWriter();
        var printer = new PrintWriter(out, true);
        int code = commands.setOut(printer).setErr(printer).execute(withAddresses(commands.parseArgs(words), words));
        assertThat(code).as("%s: %s", line, out).isZero();
        return out.toString();
    }

    private static String[] words(String line) {
        Matcher matcher = WORD.matcher(line);
        return matcher.results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }

    /** The addresses that the environment holds for people. */
    private static String[] withAddresses(ParseResult parsed, String... words) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        var options = command.commandSpec().optionsMap();
        Stream<String> addresses = Stream.of("--bootstrap=" + system.bootstrapServers(), "--cluster=" + system.webUi())
                .filter(option -> options.containsKey(option.substring(0, option.indexOf('='))));
        return Stream.concat(Arrays.stream(words), addresses).toArray(String[]::new);
    }

    private static String shell(String line, String input) throws Exception {
        for (String program : List.of("curl", "jq")) {
            assumeTrue(
                    !line.contains(program)
                            || new ProcessBuilder("bash", "-c", "command -v " + program)
                                            .start()
                                            .waitFor()
                                    == 0,
                    () -> program + " is not installed: " + line);
        }
        var builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", line).redirectErrorStream(true);
        builder.environment().put("OFFRAMP_CLUSTER", system.webUi().toString());
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        }
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("%s: %s", line, printed).isZero();
        return printed;
    }

    private static void await(String line, String text) throws Exception {
        Await.until(text, PATIENCE, () -> typed(line).contains(text));
    }

    private static void publish(String stream) {
        List<Picture> pictures = TestPictures.encode(PICTURES);
        try (var publisher = new FramePublisher(system.plan().settings().kafka(), Deliveries.UNHEARD)) {
            for (int i = 0; i < pictures.size(); i++) {
                publisher.publish(new FrameAddress(stream, i), pictures.get(i));
            }
            publisher.flush();
        }
    }

    private static void publishNonsense() throws Exception {
        var settings = FrameProducerSettings.of(system.bootstrapServers(), Map.of());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteBufferSerializer())) {
            var record = new ProducerRecord<>(
                    system.topics().frames(), "lobby-7", ByteBuffer.wrap("nonsense".getBytes(UTF_8)));
            producer.send(record).get();
        }
    }
}
