package dev.offramp.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.sample.BundleId;
import dev.offramp.stage.TestSamples;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpenedTogetherTest {

    private static final Model MODEL = TestSamples.model(TestSamples.bundle());

    private final OpenedTogether together = new OpenedTogether();
    private final ExecutorService tasks = Executors.newCachedThreadPool();
    private final AtomicInteger opened = new AtomicInteger();

    @AfterEach
    void end() {
        tasks.shutdownNow();
    }

    @Test
    void tasks_that_are_told_of_the_same_share_what_the_first_of_them_opens() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<Model> first = tasks.submit(() -> together.model(notice(1), () -> {
            begun.countDown();
            goOn.await();
            return open();
        }));
        begun.await();
        List<Future<Model>> others = IntStream.range(0, 3)
                .mapToObj(task -> tasks.submit(() -> together.model(notice(1), this::open)))
                .toList();
        goOn.countDown();

        assertThat(first.get()).isSameAs(MODEL);
        for (Future<Model> other : others) {
            assertThat(other.get()).isSameAs(MODEL);
        }
        assertThat(opened).hasValue(1);
    }

    @Test
    void a_new_round_opens_it_anew() throws Exception {
        together.model(notice(1), this::open);
        together.model(notice(1), this::open);
        together.model(notice(2), this::open);

        assertThat(opened).hasValue(2);
    }

    @Test
    void what_failed_is_opened_again_by_who_asks_again() throws Exception {
        assertThatThrownBy(() -> together.model(notice(1), () -> {
                    throw new IllegalStateException("its source is away");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("its source is away");

        assertThat(together.model(notice(1), this::open)).isSameAs(MODEL);
    }

    @Test
    void who_waits_for_a_task_that_is_ended_opens_it_himself() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Model> ended = tasks.submit(() -> together.model(notice(1), () -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return MODEL;
        }));
        begun.await();
        Future<Model> waits = tasks.submit(() -> together.model(notice(1), this::open));

        ended.cancel(true);

        assertThat(waits.get()).isSameAs(MODEL);
        assertThat(opened).hasValue(1);
    }

    @Test
    void the_newest_four_are_kept() throws Exception {
        for (int round = 1; round <= 5; round++) {
            together.model(notice(round), this::open);
        }
        together.model(notice(2), this::open);
        assertThat(opened).hasValue(5);

        together.model(notice(1), this::open);
        assertThat(opened).hasValue(6);
    }

    @Test
    void heavy_work_is_done_for_one_task_after_the_other() throws Exception {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Callable<Integer> work = () -> {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            LockSupport.parkNanos(10_000); // long enough for another to come in between
            return working.decrementAndGet();
        };
        List<Callable<Integer>> all = IntStream.range(0, 200)
                .<Callable<Integer>>mapToObj(task -> () -> together.inTurn(work))
                .toList();

        for (Future<Integer> done : tasks.invokeAll(all)) {
            assertThat(done.get(10, TimeUnit.SECONDS)).isZero();
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void work_that_fails_ends_its_turn() throws Exception {
        assertThatThrownBy(() -> together.inTurn(() -> {
                    throw new IllegalStateException("no memory for it");
                }))
                .hasMessage("no memory for it");

        assertThat(together.<String>inTurn(() -> "next")).isEqualTo("next");
    }

    private Model open() {
        opened.incrementAndGet();
        return MODEL;
    }

    private static Notice notice(long round) {
        BundleId bundle = new BundleId("digits", "1.1.0");
        return Notice.arrival(
                bundle, new BundleSource(bundle, "0".repeat(64), URI.create("https://models.example/digits/")), round);
    }
}
