package dev.offramp.stage.djl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.StageSpec;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Subtasks of one process, in libtorch. */
class SharedWeightsTest {

    private static final Path BUNDLES = Path.of("../model-artifacts/bundles");
    private static final int THREADS = 4;
    private static final int ROUNDS = 12;
    private static final List<Integer> SIZES = List.of(1, 3, 8, 16);

    private final SharedStages shared = new SharedStages();
    private Bundle bundle;

    @BeforeEach
    void open() throws Exception {
        EngineSwitches.set(1);
        bundle = Bundle.open(BUNDLES.resolve("fashion-mnist-branchy"));
    }

    @Test
    void a_stage_is_loaded_once_and_freed_after_its_last_user() throws Exception {
        StageSpec stage = bundle.stages().get(0);
        StageEngine one = engine(shared, stage);
        StageEngine other = engine(shared, stage);
        assertThat(shared.size()).isEqualTo(1);

        one.close();
        assertThat(other.run(TestPictures.first(2)).logits()).hasDimensions(2, 10);
        assertThat(shared.size()).isEqualTo(1);

        other.close();
        assertThat(shared.size()).isZero();
    }

    @Test
    void rows_of_one_user_outlive_another() throws Exception {
        StageEngine one = engine(shared, bundle.stages().get(0));
        StageEngine other = engine(shared, bundle.stages().get(0));
        Activation row = one.run(TestPictures.first(1)).activations().get(0);

        other.close();

        assertThat(row.tensors()).isNotEmpty();
        one.close();
    }

    /** A forward only reads what it shares: https://github.com/pytorch/pytorch/issues/51452. */
    @Test
    void threads_that_share_weights_score_bit_for_bit_as_those_with_copies_of_their_own() throws Exception {
        List<Future<List<String>>> sharing = new ArrayList<>();
        List<List<String>> alone = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier together = new CyclicBarrier(THREADS);
            for (int thread = 0; thread < THREADS; thread++) {
                int begin = thread;
                sharing.add(threads.submit(() -> {
                    together.await();
                    return scores(shared, begin);
                }));
            }
            for (int thread = 0; thread < THREADS; thread++) {
                alone.add(scores(new SharedStages(), thread));
            }
            for (int thread = 0; thread < THREADS; thread++) {
                assertThat(sharing.get(thread).get()).isEqualTo(alone.get(thread));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** What two stages make of batches of many sizes, survivors of the first gathered for the second. */
    private List<String> scores(SharedStages stages, int begin) throws Exception {
        List<Activation> pictures = TestPictures.first(64);
        List<String> scores = new ArrayList<>();
        try (StageEngine first = engine(stages, bundle.stages().get(0));
                StageEngine second = engine(stages, bundle.stages().get(1))) {
            for (int round = 0; round < ROUNDS; round++) {
                int size = SIZES.get((begin + round) % SIZES.size());
                StageRows rows = first.run(pictures.subList(begin + round, begin + round + size));
                List<Activation> odd = new ArrayList<>();
                for (int row = 0; row < size; row += 2) {
                    odd.add(rows.activations().get(row));
                }
                StageRows deeper = second.run(odd);
                scores.add(Arrays.deepToString(rows.logits()) + Arrays.deepToString(deeper.logits()) + hashes(deeper));
                rows.activations().forEach(Activation::release);
                deeper.activations().forEach(Activation::release);
            }
        }
        return scores;
    }

    private static List<Integer> hashes(StageRows rows) {
        return rows.activations().stream()
                .flatMap(row -> row.tensors().stream())
                .map(Tensor::bytes)
                .map(Arrays::hashCode)
                .toList();
    }

    /** In a process of its own, whose allocator keeps no memory that other tests gave back, and whose heap is touched before. */
    @Test
    @Timeout(120)
    void sixteen_subtasks_take_the_memory_of_one_copy() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xms128m",
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SharedWeightsMemory.class.getName(),
                        BUNDLES.resolve("imagenette-mobilenetv2").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Long> kibibytes = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .map(Long::valueOf)
                .toList();
        long weights = kibibytes.get(0);
        long sharing = kibibytes.get(1);
        long copying = kibibytes.get(2);

        assertThat(copying).isGreaterThan(10 * weights);
        assertThat(sharing).isLessThan(4 * weights);
    }

    private static StageEngine engine(SharedStages stages, StageSpec stage) throws Exception {
        return new DjlStageEngine(stage, stages.acquire(stage, Device.cpu()));
    }
}
