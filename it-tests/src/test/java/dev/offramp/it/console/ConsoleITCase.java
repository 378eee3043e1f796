package dev.offramp.it.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offramp.cli.Offramp;
import dev.offramp.cli.broker.FrameProducerSettings;
import dev.offramp.cli.console.Console;
import dev.offramp.cli.console.ConsoleSettings;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.local.TestPictures;
import dev.offramp.cli.policy.BundleCheck;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.publish.Deliveries;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.cli.publish.FramePublisher;
import dev.offramp.cli.publish.Picture;
import dev.offramp.stage.djl.DjlStageEngines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Somebody looks at a job that works, is changed, is sent nonsense, and ends. */
@TestMethodOrder(OrderAnnotation.class) // one job, one page: starting them takes longer than looking
class ConsoleITCase {

    private static final String WICKED = "<script>document.title='taken'</script>";
    private static final int PICTURES = 1500;
    private static final Path SHOTS = Path.of("target", "console");

    private static LocalSystem system;
    private static Console console;
    private static Browser browser;

    @BeforeAll
    static void begin() throws Exception {
        Optional<String> missing = Browser.missing();
        assumeTrue(missing.isEmpty(), () -> "the page is not looked at: " + missing.get());
        System.setProperty("offramp.home", "..");
        system = LocalSystem.start(
                Home.bundle(),
                2,
                List.of("throughput.window=1s"),
                settings -> new BreakableStages(new DjlStageEngines(settings.intraOpThreads())));
        console = Console.start(ConsoleSettings.ofJob(
                system.plan().settings(), system.rest(), system.job().id()));
        browser = Browser.open();
        browser.size(1280, 900);
        browser.visit(console.address());
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (console != null) {
            console.close();
        }
        if (system != null) {
            system.close();
        }
        System.clearProperty("offramp.home");
    }

    @Test
    @Order(1)
    void before_the_first_frame_it_says_so() throws Exception {
        browser.awaitText("bottleneck", "no frames");
        assertThat(browser.text("frames")).isEmpty();
    }

    @Test
    @Order(2)
    void a_job_that_answers_is_seen_in_every_part_of_the_page() throws Exception {
        publish("camera-1");
        publish("entrance");

        browser.awaitText("job", "running at parallelism 2");
        browser.awaitText("tiles", "leave at exit 1");
        browser.awaitText("tiles", "accuracy");
        browser.awaitText("position", "You are here");
        browser.awaitText("stages", "stage 4");
        browser.awaitText("tasks", "stage-1");
        browser.awaitText("time", "computing in stage 1");
        browser.awaitText("streams", "camera-1");
        browser.awaitText("streams", "These are all.");
        browser.awaitTrue("document.querySelectorAll('.uplot').length === 8");
        browser.awaitTrue(
                "[...document.querySelectorAll('#frames img')].filter(image => image.naturalWidth === 96).length > 5");
        browser.awaitTrue("document.getElementById('exits').getAttribute('aria-label').includes('exit 1')");
        assertThat(browser.text("problems")).isEmpty();
    }

    @Test
    @Order(4)
    void a_change_of_policy_is_on_the_strip_and_in_the_exits() throws Exception {
        new DefaultPolicy(
                        system.plan().settings().kafka(),
                        system.plan().settings().bundle())
                .closeEarlyExits();

        browser.awaitText("events", "no early exits");
        publish("camera-2");
        browser.awaitTrue("/exit 4 100/.test(document.getElementById('exits').getAttribute('aria-label'))");
    }

    @Test
    @Order(5)
    void nonsense_is_a_reject_with_its_reason() throws Exception {
        var settings = FrameProducerSettings.of(system.bootstrapServers(), Map.of());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteBufferSerializer())) {
            var record = new ProducerRecord<>(
                    system.topics().frames(), "camera-3", ByteBuffer.wrap("nonsense".getBytes(UTF_8)));
            producer.send(record).get();
        }

        browser.awaitText("rejects", "NOT_AVRO");
    }

    @Test
    @Order(6)
    void a_terminal_is_told_the_same() {
        var out = new StringWriter();
        int code = Offramp.commandLine()
                .setOut(new PrintWriter(out))
                .execute(
                        "top",
                        "--once",
                        "--bootstrap=" + system.bootstrapServers(),
                        "--cluster=" + system.webUi(),
                        "--job=" + system.job().id(),
                        "--bundle=" + Home.bundle());

        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("running at parallelism 2", "exit 4", "You are here", "stage-1", "no early exits", "NOT_AVRO")
                .contains("p99")
                .doesNotContain("not read", "\u001b");
    }

    @Test
    @Order(6)
    void two_intervals_stand_beside_each_other() throws Exception {
        browser.click("pin-a");
        browser.awaitText("compare", "samples/s");
        browser.click("pin-b");

        browser.awaitText("compare", "B against A");
        assertThat(browser.text("compare")).contains("fashion-mnist-branchy").contains("exit 4");
    }

    @Test
    @Order(6)
    void the_minute_before_a_change_stands_beside_the_minute_after_it_by_one_click() throws Exception {
        browser.awaitText("events", "From the time before (a minute at most) to the time after: cost ");
        browser.ask("document.getElementById('compare').replaceChildren()");
        browser.ask("document.querySelector('#events button').click()");

        browser.awaitText("compare", "B against A");
    }

    @Test
    @Order(6)
    void an_interval_is_chosen_by_two_times_and_not_by_one() throws Exception {
        typeTime("from", "10:00:00");
        browser.click("pin-a");
        browser.awaitText("compare", "Both times are wanted");
        typeTime("to", "10:05:00");
        browser.awaitText("chosen", "10:00:00 to 10:05:00 is chosen");
        typeTime("from", "");
        typeTime("to", "");

        browser.awaitText("chosen", "the newest minute is chosen");
    }

    private static void typeTime(String field, String time) throws Exception {
        browser.ask("(document.getElementById('" + field + "').value = '" + time + "')");
        browser.ask("document.getElementById('" + field + "').dispatchEvent(new Event('change'))");
    }

    @Test
    @Order(6)
    void what_another_accuracy_would_cost_is_answered_for_the_traffic_that_there_was() throws Exception {
        browser.ask("(document.getElementById('wanted').value = '94')");
        browser.ask("document.getElementById('whatif-form').requestSubmit()");
        browser.awaitText("whatif", "as it would be");
        assertThat(browser.text("whatif")).contains("94.0 %").contains("policy set --default --cost");

        browser.ask("(document.getElementById('wanted').value = '99.9')");
        browser.ask("document.getElementById('whatif-form').requestSubmit()");
        browser.awaitText("whatif", "No setting of this network gives that");
        browser.ask("(document.getElementById('wanted').value = '50')");
        browser.ask("document.getElementById('whatif-form').requestSubmit()");
        browser.awaitText("whatif", "50.0 % is less than the cheapest setting gives");
        browser.ask("(document.getElementById('wanted').value = '94')");
        browser.ask("document.getElementById('whatif-form').requestSubmit()");
        browser.awaitText("whatif", "as it would be");
    }

    @Test
    @Order(7)
    void nobody_is_kept_out_in_the_light_or_in_the_dark() throws Exception {
        assertThat(browser.barriers()).isEmpty();
        browser.screenshot(SHOTS.resolve("light-1280.png"), 1280);
        if (Boolean.getBoolean("docs.screenshots")) { // the page of the documentation has this picture, and no other
            browser.screenshot(Path.of("..", "docs", "images", "console.png"), 1280);
        }
        browser.click("theme");
        assertThat(browser.barriers()).isEmpty();
        browser.screenshot(SHOTS.resolve("dark-1280.png"), 1280);
        browser.click("theme");
    }

    @Test
    @Order(8)
    void a_stream_whose_name_is_a_script_is_shown_and_not_run() throws Exception {
        publish(WICKED);

        browser.awaitText("frames", WICKED);
        assertThat(browser.ask("document.title")).isEqualTo("Offramp console");
    }

    @Test
    @Order(8)
    void on_a_phone_nothing_lies_beyond_the_edge() throws Exception {
        browser.size(390, 800);

        browser.awaitTrue("innerWidth === 390 && document.documentElement.scrollWidth <= 390");
        browser.screenshot(SHOTS.resolve("light-390.png"), 390);
        browser.size(1280, 900);
    }

    @Test
    @Order(8)
    void a_job_that_restarts_is_said_to_and_its_answers_go_on() throws Exception {
        BreakableStages.breakNext();
        publish("after-restart");

        browser.awaitText("events", "restart");
        browser.awaitText("job", ", 1 restarts");
        browser.awaitText("job", "running at parallelism 2");
        browser.awaitText("streams", "after-restart");
    }

    @Test
    @Order(8)
    void policies_are_set_on_the_page_by_whoever_has_its_key_with_who_and_why() throws Exception {
        assertThat(console.controlAddress()).isEmpty();
        var settings = ConsoleSettings.ofJob(
                system.plan().settings(), system.rest(), system.job().id());
        var check = BundleCheck.of(
                Optional.of(system.plan().settings().control().curves().served()));
        try (var controlled = Console.start(new ConsoleSettings(
                settings.watch(), settings.frames(), false, settings.listen(), Optional.of(check)))) {
            browser.visit(controlled.address());
            browser.awaitText("job", "running");
            assertThat(browser.ask("document.getElementById('control').hidden")).isEqualTo("true");

            browser.visit(URI.create("about:blank"));
            browser.visit(controlled.controlAddress().orElseThrow());
            order("loss=0.7%", "reason=the lobby is full");
            browser.awaitText("control-answer", "say who you are");
            order("author=anna");
            browser.awaitText("control-answer", "is on the topic, by anna");
            browser.awaitText("control-answer", "because: the lobby is full");
            browser.awaitText("events", "by anna, in force: ");
            browser.awaitText("events", "(because: the lobby is full)");

            order("loss=", "cost=1");
            browser.awaitText("control-answer", "the job would refuse this");
            order("cost=", "scope=stream", "target=camera-1", "deadline=80ms", "reason=a door");
            browser.awaitText("control-answer", "for stream camera-1 is on the topic");
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot(SHOTS.resolve("control-1280.png"), 1280);
            assertThat(browser.complaints()).allMatch(line -> line.contains("422")); // the two refusals
            browser.visit(console.address());
        }
    }

    /** Fills fields of the form, and sends it. */
    private static void order(String... fields) {
        for (String field : fields) {
            int equals = field.indexOf('=');
            browser.ask(
                    "((name, value) => { const field = document.getElementById('control-form').elements[name];"
                            + " field.value = value; field.dispatchEvent(new Event('change')); })(...arguments)",
                    field.substring(0, equals),
                    field.substring(equals + 1));
        }
        browser.ask("document.getElementById('control-form').requestSubmit()");
    }

    @Test
    @Order(9)
    void a_job_that_has_ended_is_said_to_have() throws Exception {
        system.job().cancel();

        browser.awaitText("bottleneck", "the job does not run");
        browser.awaitText("events", "CANCEL");
    }

    @Test
    @Order(10)
    void the_page_complained_of_nothing() {
        assertThat(browser.complaints()).isEmpty();
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
}
