package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Consistency;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.WithPixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SleepingEngineTest {

    @Test
    void most_samples_are_easy_and_who_is_sure_once_stays_sure() throws StageFailure {
        SleepingEngines engines = new SleepingEngines(1, 10);
        List<Activation> batch = pictures(4_000);
        List<Long> sure = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            StageEngine stage = engines.open(TestSamples.stage(number), new StageDevice(StageDevice.Kind.CPU, 0));
            StageRows rows = stage.run(batch);
            sure.add(sure(rows));
            batch = rows.activations();
        }

        assertThat(sure.get(0)).isBetween(2_200L, 2_600L);
        assertThat(sure.get(1)).isBetween(3_200L, 3_600L);
        assertThat(sure.get(2)).isBetween(3_700L, 3_900L);
        assertThat(sure.get(3)).isEqualTo(4_000);
    }

    @Test
    void frames_of_a_clip_that_a_later_stage_looks_at_make_it_no_harder() {
        Activation first = pictures(1).get(0);
        Tensor frame = pictures(7).get(6).tensors().get(0);

        assertThat(SleepingEngine.depthOf(new WithPixels(frame, first))).isEqualTo(SleepingEngine.depthOf(first));
        assertThat(pictures(20).stream().map(SleepingEngine::depthOf).distinct())
                .hasSizeGreaterThan(1);
    }

    private static long sure(StageRows rows) {
        long sure = 0;
        for (float[] logits : rows.logits()) {
            sure += ConfidenceMeasure.MAX_SOFTMAX.confidence(logits, 1, Consistency.FIRST) > 0.9f ? 1 : 0;
        }
        return sure;
    }

    private static List<Activation> pictures(int count) {
        Random random = new Random(7);
        List<Activation> pictures = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            byte[] pixels = new byte[48];
            random.nextBytes(pixels);
            pictures.add(new HeapActivation(List.of(new Tensor(DataType.UINT8, List.of(4, 4, 3), pixels))));
        }
        return pictures;
    }
}
