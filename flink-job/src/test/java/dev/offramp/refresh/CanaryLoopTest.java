package dev.offramp.refresh;

import static dev.offramp.refresh.TestingCanary.HOME;
import static dev.offramp.refresh.TestingCanary.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.BundleId;
import dev.offramp.sample.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules, orders and who answers, by a topic that all read: 60 streams, one task, a lead of 2 s. */
class CanaryLoopTest implements Orders.Doing {

    private static final int STREAMS = 60;
    private static final int SAMPLES = 20; // of each in a second

    private final Deque<Runnable> todo = new ArrayDeque<>();
    private final Orders orders = new Orders(
            new Home(HOME, "a".repeat(64)), new OrderRules(List.of("stage-1"), 900_000, 2_000, 60_000), this);
    private final CanaryAnalysis analysis = new CanaryAnalysis(HOME, 1_000, record -> todo.add(() -> publish(record)));
    private final ServingBook book = new ServingBook(HOME);
    private final TestingCanary seen = new TestingCanary();
    private long now = 100_000;

    @BeforeEach
    void a_canary_is_ordered() {
        publish(TestingCanary.canary(1, "cost <= 1.1x for 10 s"));
        settle();
    }

    @Test
    void a_good_canary_answers_everybody_and_no_stream_goes_back_in_between() {
        for (int second = 0; second < 12; second++) {
            assertThat(answeringASecond(0.7)).contains(HOME);
        }
        Set<String> promoted = streamsOf(TWO.id());
        assertThat(promoted).hasSizeBetween(20, 40);
        for (int second = 0; second < 8; second++) {
            answeringASecond(0.7);
            assertThat(streamsOf(TWO.id())).containsAll(promoted);
        }

        assertThat(answeringASecond(0.7)).containsExactly(TWO.id());
    }

    @Test
    void of_a_bad_one_every_stream_goes_back() {
        answeringASecond(1.6);
        answeringASecond(1.6);
        assertThat(answeringASecond(1.6)).containsExactlyInAnyOrder(HOME, TWO.id());
        for (int second = 0; second < 5; second++) {
            answeringASecond(1.6);
        }

        assertThat(answeringASecond(1.6)).containsExactly(HOME);
    }

    private Set<BundleId> answeringASecond(double factor) {
        SideTally tally = new SideTally();
        for (int stream = 0; stream < STREAMS; stream++) {
            BundleId bundle = answering(stream);
            for (int sample = 0; sample < SAMPLES; sample++) {
                double cost = seen.cost() * (bundle.equals(HOME) ? 1 : factor);
                tally.add(bundle, "camera-" + stream, SideTotals.unlabelled(cost, 12));
            }
        }
        List<SideWindow> windows = tally.end(now, now + 1_000);
        windows.forEach(analysis::saw);
        now += 1_000;
        analysis.tick(now);
        orders.tick(now);
        settle();
        return windows.stream().map(SideWindow::bundle).collect(Collectors.toSet());
    }

    private BundleId answering(int stream) {
        return book.lookUp("camera-" + stream, now).answering();
    }

    private Set<String> streamsOf(BundleId bundle) {
        Set<String> streams = new HashSet<>();
        for (int stream = 0; stream < STREAMS; stream++) {
            if (answering(stream).equals(bundle)) {
                streams.add("camera-" + stream);
            }
        }
        return streams;
    }

    private void publish(BundleRecord record) {
        orders.read(new PlacedRecord(new Origin("bundles", 0, 0, 0), record), now);
        analysis.read(record);
    }

    private void settle() {
        while (!todo.isEmpty()) {
            todo.remove().run();
        }
    }

    @Override
    public void open(Order order) {
        todo.add(() -> orders.opened(
                order.key(), order.version(), order.source().orElseThrow().id(), now));
    }

    @Override
    public void direct(Directive directive) {
        if (directive instanceof Directive.Serve serve) {
            book.enter(serve.assignment());
        } else if (directive instanceof Directive.Tell tell) {
            tell.notice()
                    .source()
                    .ifPresent(source -> todo.add(() ->
                            publish(new TaskReport(source, tell.notice().round(), "stage-1", 0, 1, Optional.empty()))));
        }
    }

    @Override
    public void tell(Decision decision) {
        todo.add(() -> publish(decision));
    }

    @Override
    public void refuse(Origin origin, Order order, String reason) {
        throw new AssertionError(reason);
    }
}
