package dev.offramp.cli.bundle;

import static dev.offramp.cli.bundle.TestingOrders.EVERYBODY;
import static dev.offramp.cli.bundle.TestingOrders.TRIAL;
import static dev.offramp.cli.bundle.TestingOrders.TWO;
import static dev.offramp.cli.bundle.TestingOrders.serve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.bundle.Digest;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.Role;
import dev.offramp.refresh.TaskReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders of bundles on a real broker, each test on a topic of its own, where the test says what a job would. */
@Timeout(120)
class BundleOrdersITCase {

    private static final Path SHIPPED = Path.of("../model-artifacts/bundles/fashion-mnist-branchy");
    private static final String BUNDLE = SHIPPED.toString();
    private static final String DIGEST = "5e".repeat(32);

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    private final BundleTerminal terminal = new BundleTerminal(BROKER);

    @Test
    void a_folder_is_ordered_by_its_digest_from_where_it_lies() throws Exception {
        terminal.succeed("push", BUNDLE, "--author", "anna", "--reason", "retrained");

        Order order = terminal.order(EVERYBODY);
        assertThat(order.version()).isEqualTo(1);
        assertThat(order.role()).isEqualTo(Role.SERVING);
        assertThat(order.validFromMillis()).isEmpty();
        assertThat(order.previous()).isEmpty();
        assertThat(order.source()).hasValueSatisfying(source -> {
            assertThat(source.id().toString()).isEqualTo("fashion-mnist-branchy 1.0.0");
            assertThat(source.sha256()).isEqualTo(digest());
            assertThat(source.uri().toString()).startsWith("file:///").endsWith("/fashion-mnist-branchy/");
        });
        assertThat(terminal.out())
                .contains("Order 1 is on the topic: default, order 1, by anna: fashion-mnist-branchy 1.0.0 (")
                .contains("as soon as all tasks are ready (because: retrained)")
                .contains("  instead of the bundle that the job was started with");
    }

    @Test
    void where_it_is_fetched_from_can_be_said() {
        terminal.succeed("push", BUNDLE, "--at", "s3://models/fashion", "--stream", "lobby-7", "--valid-from", "+1h");

        Order order = terminal.order("STREAM/lobby-7");
        assertThat(order.source().orElseThrow().uri().toString()).isEqualTo("s3://models/fashion/");
        assertThat(order.validFromMillis()).isPresent();
    }

    @Test
    void a_bundle_elsewhere_is_ordered_by_the_digest_that_is_given() throws Exception {
        String address = SHIPPED.toAbsolutePath().normalize().toUri().toString();

        terminal.succeed("push", address, "--sha256", digest());
        assertThat(terminal.order(EVERYBODY).source().orElseThrow().id().toString())
                .isEqualTo("fashion-mnist-branchy 1.0.0");
        terminal.failure("has sha256 " + digest() + ", wanted is " + DIGEST, "push", address, "--sha256", DIGEST);
        assertThat(terminal.order(EVERYBODY).version()).isEqualTo(1);
    }

    @Test
    void a_canary_is_promoted_and_its_trial_ended() throws Exception {
        terminal.succeed("canary", BUNDLE, "--share", "5%", "--when", "cost <= 1.1x for 10 min");
        assertThat(terminal.order(TRIAL).share()).isEqualTo(0.05);
        assertThat(terminal.order(TRIAL).rule()).isEqualTo("cost <= 1.1x for 10 min");
        terminal.failure("nothing is on trial for default", "promote");
        terminal.decide(TRIAL, Outcome.ACCEPTED, "");

        terminal.succeed("promote");

        assertThat(terminal.order(EVERYBODY).source())
                .hasValueSatisfying(source -> assertThat(source.sha256()).isEqualTo(digest()));
        assertThat(terminal.order(TRIAL).source()).isEmpty();
        assertThat(terminal.order(TRIAL).version()).isEqualTo(3);
        JsonNode shown = terminal.show();
        assertThat(shown.path("refused")).isEmpty();
        assertThat(shown.path("orders"))
                .extracting(order -> order.path("version").asLong())
                .containsExactly(2L, 3L);
    }

    @Test
    void a_shadow_is_ordered_on_a_share_of_the_samples_with_a_rule_of_agreement() {
        terminal.succeed("shadow", BUNDLE, "--share", "25%", "--when", "agreement >= 98% and cost <= 1.1x for 10 min");

        assertThat(terminal.order(TRIAL).role()).isEqualTo(Role.SHADOW);
        assertThat(terminal.order(TRIAL).share()).isEqualTo(0.25);
        assertThat(terminal.order(TRIAL).rule()).isEqualTo("agreement >= 98% and cost <= 1.1x for 10 min");
        terminal.decide(TRIAL, Outcome.ACCEPTED, "");

        terminal.succeed("shadow", BUNDLE);
        assertThat(terminal.order(TRIAL).share()).isEqualTo(1);
        terminal.succeed("withdraw");
        assertThat(terminal.order(TRIAL).source()).isEmpty();
        terminal.usage("'0%' is no share above 0", "shadow", BUNDLE, "--share", "0%");
    }

    @Test
    void a_trial_of_a_group_is_withdrawn() {
        terminal.succeed("canary", BUNDLE, "--share", "0.1", "--group", "lobby-");
        assertThat(terminal.order("trial of GROUP/lobby-").role()).isEqualTo(Role.CANARY);

        terminal.failure("nothing is on trial for default", "withdraw");
        terminal.succeed("withdraw", "--group", "lobby-");
        assertThat(terminal.order("trial of GROUP/lobby-").source()).isEmpty();
        terminal.failure("no bundle of its own answers group lobby-", "withdraw", "--serving", "--group", "lobby-");
    }

    @Test
    void a_roll_back_orders_what_answered_before_also_behind_what_was_refused() {
        terminal.failure("no bundle was ordered for default", "rollback");
        terminal.succeed("push", BUNDLE);
        terminal.decide(EVERYBODY, Outcome.ACCEPTED, "");
        terminal.say(serve(2, TWO, terminal.order(EVERYBODY).source().orElseThrow()));
        terminal.decide(EVERYBODY, Outcome.REFUSED, "stage-1/0: no memory");
        terminal.failure("order 2 for default does not hold, so what answered before it answers still", "rollback");
        terminal.say(serve(3, TWO, terminal.order(EVERYBODY).previous().orElseThrow()));
        terminal.decide(EVERYBODY, Outcome.ACCEPTED, "");

        terminal.succeed("rollback");

        assertThat(terminal.order(EVERYBODY).source())
                .hasValueSatisfying(source -> assertThat(source.sha256()).isEqualTo(digest()));
        assertThat(terminal.order(EVERYBODY).previous()).contains(TWO);
        terminal.decide(EVERYBODY, Outcome.ACCEPTED, "");
        terminal.succeed("rollback");
        assertThat(terminal.order(EVERYBODY).source()).as("said twice").contains(TWO);
    }

    @Test
    void who_waits_learns_what_became_of_it() throws Exception {
        Thread job = new Thread(() -> {
            terminal.awaitOutput("Order 1 is on the topic");
            terminal.decide(EVERYBODY, Outcome.ACCEPTED, "");
            terminal.awaitOutput("Order 2 is on the topic");
            terminal.decide(EVERYBODY, Outcome.REFUSED, "stage-1/0: no memory");
        });
        job.start();

        terminal.succeed("push", BUNDLE, "--wait");
        assertThat(terminal.out()).contains("DEFAULT/, order 1: in force since 1970-01-01T00:00:00.001Z");
        terminal.failure("DEFAULT/, order 2: refused: stage-1/0: no memory", "push", BUNDLE, "--wait");
        job.join();
    }

    @Test
    void who_waits_in_vain_learns_what_the_tasks_say() {
        terminal.failure("no task has said anything", "push", BUNDLE, "--wait", "--patience", "300ms");
        terminal.say(new TaskReport(TWO, 1, "stage-1", 0, 2, Optional.empty()));
        terminal.failure(
                "is not decided after 0.3 s: stage-1, tiny 2.0.0 (2b2b2b2b2b2b): 1 of 2 ready",
                "push",
                BUNDLE,
                "--wait",
                "--patience",
                "300ms");
    }

    @Test
    void whoever_orders_at_the_same_moment_is_followed_and_not_undone() {
        AtomicInteger drafts = new AtomicInteger();
        try (var desk = BundleDesk.open(terminal.settings())) {
            BundleDesk.Change change = desk.submit((board, version) -> {
                if (drafts.incrementAndGet() == 1) {
                    terminal.say(serve(version, TWO));
                    return serve(version, TestingOrders.ONE);
                }
                return serve(
                        version,
                        TestingOrders.ONE,
                        board.order(EVERYBODY).flatMap(Order::source).orElseThrow());
            });

            assertThat(change.attempts()).isEqualTo(2);
            assertThat(change.order().version()).isEqualTo(2);
            assertThat(change.order().previous()).contains(TWO);
        }
        terminal.succeed("show");
        assertThat(terminal.out()).contains("Refused:", "order 1 about DEFAULT/ goes back: there is order 1");
    }

    @Test
    void whoever_is_always_overtaken_gives_up() {
        try (var desk = BundleDesk.open(terminal.settings())) {
            assertThatThrownBy(() -> desk.submit((board, version) -> {
                        terminal.say(serve(version, TWO));
                        return serve(version, TestingOrders.ONE);
                    }))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("was overtaken by others 5 times");
        }
    }

    @Test
    void a_watch_tells_orders_reports_and_decisions() throws Exception {
        var watching = new Thread(() -> terminal.run("watch"));
        watching.start();
        terminal.awaitOutput("No order yet; following ...");

        terminal.succeed("push", BUNDLE, "--author", "anna");
        terminal.say(new TaskReport(TWO, 1, "stage-2", 1, 2, Optional.of("no memory")));
        terminal.decide(EVERYBODY, Outcome.REFUSED, "stage-2/1: no memory");
        terminal.publish(EVERYBODY, new byte[] {1});
        terminal.awaitOutput("refused, under DEFAULT/: ");
        watching.interrupt(); // as good as Ctrl-C
        watching.join();

        assertThat(terminal.out())
                .contains("Z  default, order 1, by anna: fashion-mnist-branchy 1.0.0 (")
                .contains("Z  stage-2 (2/2), tiny 2.0.0 (2b2b2b2b2b2b): no memory")
                .contains("Z  DEFAULT/, order 1: refused: stage-2/1: no memory");
    }

    @Test
    void wrong_input_is_refused_before_anything_is_published() {
        terminal.usage("an address wants --sha256", "push", "https://models.example.com/fashion/");
        terminal.usage("--sha256 goes with an address", "push", BUNDLE, "--sha256", DIGEST);
        terminal.usage("--at goes with a folder", "push", "s3://a/", "--sha256", DIGEST, "--at", "s3://b/");
        terminal.usage("--group and --stream exclude each other", "push", BUNDLE, "--group", "a", "--stream", "b");
        terminal.usage("--group and --stream want a name", "withdraw", "--group", "");
        terminal.usage("Missing required option: '--share=SHARE'", "canary", BUNDLE);
        terminal.usage("'7%%' is no share", "canary", BUNDLE, "--share", "7%%");
        terminal.usage("'0' is no share above 0", "canary", BUNDLE, "--share", "0");
        terminal.usage("is no rule", "canary", BUNDLE, "--share", "5%", "--when", "cost <= 1.1x");
        terminal.failure(
                "agreement is known of shadows only",
                "canary",
                BUNDLE,
                "--share",
                "5%",
                "--when",
                "agreement >= 98% for 10 min");
        terminal.failure(
                "a rule decides trials for every stream only, and this is one for GROUP/lobby-",
                "canary",
                BUNDLE,
                "--share",
                "5%",
                "--group",
                "lobby-",
                "--when",
                "cost <= 1.1x for 10 min");
        terminal.failure("nowhere: there is no manifest.json", "push", "nowhere");
        terminal.failure("is no SHA-256", "push", "https://models.example.com/fashion/", "--sha256", "ABC");
        terminal.failure("has no topic nowhere", "show", "--topic", "nowhere");
        try (var desk = BundleDesk.open(terminal.settings())) {
            assertThat(desk.board().orders()).isEmpty();
        }
    }

    private static String digest() {
        try {
            return Digest.sha256(SHIPPED.resolve("manifest.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
