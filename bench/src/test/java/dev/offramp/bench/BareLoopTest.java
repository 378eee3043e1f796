package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.Policy;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.StageSettings;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.TestingStages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class BareLoopTest {

    private static final int BATCH = 4;
    private static final int BATCH_MILLIS = 50;
    private static final Policy ALL_THE_WAY = TestSamples.bundle(1).policy();

    private final TestingStages stages = new TestingStages(UUID.randomUUID().toString());

    @Test
    void every_sample_is_answered_by_one_of_the_threads() {
        try (BareLoop loop =
                new BareLoop(new BareNetwork(TestSamples.bundle(), stages, settings(3)), TestSamples.POLICY, 3)) {
            loop.samplesPerSecond(pixels(20));
        }

        assertThat(stages.samplesOfEngines(1)).containsExactlyInAnyOrder(6, 7, 7);
    }

    @Test
    void the_rate_is_that_of_all_threads_in_seconds() {
        SleepingEngines engines = new SleepingEngines(BATCH_MILLIS, 2);
        double most = 2 * BATCH * 1000.0 / BATCH_MILLIS; // two threads that do nothing but sleep

        try (BareLoop loop =
                new BareLoop(new BareNetwork(TestSamples.bundle(1), engines, settings(1)), ALL_THE_WAY, 2)) {
            assertThat(loop.samplesPerSecond(pixels(8 * BATCH))).isBetween(most / 20, most);
        }
    }

    private static List<StageSettings> settings(int count) {
        Configuration config = Configuration.fromMap(Map.of("stage.batch.max-size", Integer.toString(BATCH)));
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> StageSettings.from(config, number, new ArrayList<>()))
                .toList();
    }

    private static List<Tensor> pixels(int count) {
        return IntStream.range(0, count)
                .mapToObj(n ->
                        TestSamples.inFlight("s", n, 1).activation().tensors().get(0))
                .toList();
    }
}
