package dev.offramp.cli.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.StageSpec;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import dev.offramp.stage.TestSamples;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StageWorkersTest {

    private static final List<Activation> BATCH = List.of(HeapActivation.NOTHING);

    @Test
    void every_thread_runs_an_engine_of_its_own_while_the_others_run_theirs() {
        Meeting engines = new Meeting(3);
        try (StageWorkers lanes = new StageWorkers(TestSamples.stage(1), engines, 3)) {
            assertThat(lanes.timeFor(Duration.ZERO, BATCH)).hasSizeGreaterThanOrEqualTo(3 * 5);
        }

        assertThat(engines.threads).hasSize(3);
        assertThat(engines.open).hasValue(0);
    }

    @Test
    void a_stage_that_fails_ends_the_command_with_its_reason() {
        StageEngines broken = (stage, device) -> {
            throw new StageFailure("no such stage");
        };

        assertThatThrownBy(() -> new StageWorkers(TestSamples.stage(1), broken, 2))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("stage costs cannot be measured: no such stage");
    }

    /** Engines whose first runs wait for each other. */
    private static final class Meeting implements StageEngines {

        private static final long serialVersionUID = 1;

        private final transient CountDownLatch present;
        private final transient Set<Thread> threads = ConcurrentHashMap.newKeySet();
        private final AtomicInteger open = new AtomicInteger();

        Meeting(int count) {
            this.present = new CountDownLatch(count);
        }

        @Override
        public StageEngine open(StageSpec stage, StageDevice device) {
            open.incrementAndGet();
            return new Attending();
        }

        private final class Attending implements StageEngine {

            @Override
            public StageRows run(List<Activation> batch) throws StageFailure {
                if (threads.add(Thread.currentThread())) {
                    present.countDown();
                }
                try {
                    if (!present.await(20, TimeUnit.SECONDS)) {
                        throw new StageFailure("the others did not come");
                    }
                } catch (InterruptedException stopped) {
                    throw new StageFailure("stopped", stopped);
                }
                return new StageRows(batch, new float[batch.size()][1]);
            }

            @Override
            public int inflightBatches() {
                return 0;
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        }
    }
}
