package dev.offramp.it.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.belt.Belt;
import dev.offramp.cli.belt.BeltFilm;
import dev.offramp.it.TestGarments;
import dev.offramp.it.TestTopics;
import dev.offramp.it.cluster.Await;
import dev.offramp.it.cluster.FlinkRest;
import dev.offramp.it.load.SteadyLoad;
import dev.offramp.it.load.Witness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The containers of {@code deploy/compose.yaml} under a steady load: a cable is cut, a memory limit is reached, and each frame has one
 * answer. {@code ./offramp test --images}, as root, with Podman.
 */
@EnabledIfSystemProperty(named = "images", matches = "true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int FRAMES_A_SECOND = 50;
    private static final String TEST_PICTURES =
            "/opt/offramp/model-artifacts/data/fashion-mnist/t10k-images-idx3-ubyte.gz";
    private static final int TEST_PICTURES_COUNT = 10_000;
    private static final Pattern INGESTED = Pattern.compile("Published (\\d+) frames");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Images images;
    private static Compose compose;
    private static FlinkRest flink;
    private static TestTopics topics;
    private static SteadyLoad load;
    private static Witness witness;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(Podman.missing()).as("what is missing").isEmpty();
        images = Images.built();
        long begin = System.nanoTime();
        compose = Compose.up(images.podman());
        Await.until("topics", PATIENCE, () -> compose.inspect("topics", "{{.State.Status}} {{.State.ExitCode}}")
                .equals("exited 0"));
        topics = TestTopics.named("localhost:29092");
        flink = new FlinkRest(URI.create("http://localhost:8081"));
        load = new SteadyLoad(topics, FRAMES_A_SECOND);
        witness = new Witness(topics);
        Await.until("answers", PATIENCE, () -> witness.firstFrom(0).isPresent());
        images.note("compose: the first answer " + Images.seconds(begin) + " after 'up'");
    }

    @AfterAll
    static void end() throws Exception {
        try (Compose first = compose;
                Witness second = witness;
                SteadyLoad third = load) {
            // ended in the opposite order, as far as they were begun
        }
    }

    @Test
    @Order(1)
    void flink_runs_confined_with_its_allocator() throws Exception {
        for (String service : List.of("jobmanager", "taskmanager")) {
            assertThat(compose.inside(service, "id", "-u")).as(service).isEqualTo("9999");
            assertThat(compose.inside(service, "grep", "-E", "CapEff|NoNewPrivs", "/proc/1/status"))
                    .as(service)
                    .containsPattern("CapEff:\\s0000000000000000\n")
                    .containsPattern("NoNewPrivs:\\s1");
            assertThat(compose.inside(service, "cat", "/proc/1/maps"))
                    .as(service)
                    .contains("libjemalloc");
            assertThat(compose.inspect(service, "{{.HostConfig.ReadonlyRootfs}}"))
                    .as(service)
                    .isEqualTo("true");
        }
        assertThat(compose.inspect("taskmanager", "{{.HostConfig.Memory}}")).isEqualTo(Long.toString(4L << 30));
    }

    @Test
    @Order(2)
    void broker_console_and_prometheus_are_well() throws Exception {
        compose.checkHealth("kafka");
        assertThat(get("http://localhost:8090/").body()).contains("Offramp");
        Await.until("Prometheus to read from Flink", PATIENCE, ifAnswered(() -> {
            JsonNode up = prometheus("query?query=up").at("/data/result");
            return up.size() == 2
                    && up.findValues("value").stream()
                            .allMatch(value -> value.get(1).asText().equals("1"));
        }));
        Await.until(
                "alarms to be evaluated",
                PATIENCE,
                ifAnswered(() ->
                        prometheus("rules").findValuesAsText("health").stream().allMatch("ok"::equals)));
        assertThat(prometheus("rules").findValuesAsText("health")).isNotEmpty();
    }

    @Test
    @Order(3)
    void a_task_manager_that_is_cut_off_for_longer_than_its_heartbeat_may_take_goes_on_afterwards() throws Exception {
        int restarts = restarts();
        String address = compose.cut("taskmanager");
        Await.until("Flink to miss it", PATIENCE, () -> flink.taskManagers() == 0);
        long mended = System.nanoTime();
        long number = load.due();
        compose.mend("taskmanager", address);

        Await.until("new answers", PATIENCE, () -> witness.firstFrom(number).isPresent());
        images.note("compose, a TaskManager cut off: the first new answer " + Images.seconds(mended)
                + " after it was back");
        assertThat(restarts()).isGreaterThan(restarts);
    }

    @Test
    @Order(4)
    void a_task_manager_whose_container_has_no_memory_left_is_killed_and_another_goes_on() throws Exception {
        int restarts = restarts();
        long begin = System.nanoTime();
        compose.exhaustMemory("taskmanager");
        Await.until("the kernel to end it", PATIENCE, () -> compose.exits("taskmanager")
                .contains("137"));
        long number = load.due();

        Await.until("new answers", PATIENCE, () -> witness.firstFrom(number).isPresent());
        images.note("compose, a TaskManager out of memory: the first new answer " + Images.seconds(begin) + " later");
        assertThat(restarts()).isGreaterThan(restarts);
    }

    @Test
    @Order(5)
    void in_the_end_each_frame_of_the_load_and_of_the_commands_in_their_image_has_one_answer() throws Exception {
        load.close();
        witness.close(); // it knows the streams of the load alone
        command(List.of(), "publish", TEST_PICTURES, "--streams=8");
        int expected = Math.toIntExact(load.published()) + TEST_PICTURES_COUNT + ingestAFilm();

        assertThat(topics.classifications(expected))
                .extracting(answer -> answer.getFramePartition() + ":" + answer.getFrameOffset())
                .doesNotHaveDuplicates()
                .hasSize(expected);
        assertThat(topics.rejects(0)).isEmpty();
    }

    @Test
    @Order(6)
    void the_demo_plays_to_it_as_to_a_system_of_its_own() throws Exception {
        assertThat(command(List.of(), "demo", "--limit=1000"))
                .contains("early exits: every one of 1,000 pictures was answered exactly once.")
                .contains("all closed: every one of 1,000 pictures was answered exactly once.");
    }

    private static int ingestAFilm() throws Exception {
        Path film = images.podman().folder().resolve("film.mp4");
        BeltFilm.write(film, Belt.OF_THE_DATA_SET, TestGarments.first(10), 1);
        String said = command(List.of("--volume=" + film + ":/film.mp4:ro"), "ingest", "/film.mp4");
        Matcher ingested = INGESTED.matcher(said);
        assertThat(ingested.find()).as(said).isTrue();
        return Integer.parseInt(ingested.group(1));
    }

    /** One of the commands in a container beside the others. */
    private static String command(List<String> options, String... words) throws Exception {
        List<String> more = new ArrayList<>(options);
        more.add("--network=" + Compose.NETWORK);
        List<String> command = new ArrayList<>(List.of(words));
        command.add("--bootstrap=kafka:9092");
        return images.run(more, Images.named("offramp-tools"), command.toArray(String[]::new));
    }

    private static int restarts() throws Exception {
        return flink.restarts(flink.runningJobs().get(0));
    }

    private static JsonNode prometheus(String question) throws Exception {
        return new ObjectMapper()
                .readTree(get("http://localhost:9090/api/v1/" + question).body());
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private static Callable<Boolean> ifAnswered(Callable<Boolean> question) {
        return () -> {
            try {
                return question.call();
            } catch (IOException notYet) {
                return false;
            }
        };
    }
}
