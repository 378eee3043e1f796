package dev.offramp.stage.djl;

import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Refuses a stage that scores a batch otherwise than its rows alone: on some processors libtorch does, and would answer wrongly
 * without a word. See RATIONALE.md beside this class. One that hands on other activations without its head than with it is refused as
 * well.
 */
record BatchCheck(StageSpec stage) {

    private static final int ROWS = 16;

    /** Of the largest logit; kernels of half precision round by less, wrong ones were off by 0.15 and more. */
    private static final double TOLERANCE = 0.05;

    private static final Set<DataType> DRAWN = Set.of(DataType.UINT8, DataType.FLOAT32, DataType.BFLOAT16);

    /** Runs noise through the stage, in a batch and row by row; a stage whose inputs are no noise passes. */
    void require(StageEngine engine) throws StageFailure {
        if (!stage.inputs().stream().allMatch(input -> DRAWN.contains(input.type()))) {
            return;
        }
        Random random = new Random(1);
        List<Activation> batch = IntStream.range(0, ROWS)
                .<Activation>mapToObj(row -> noise(random))
                .toList();
        double difference = difference(engine, batch);
        if (difference > TOLERANCE) {
            throw new StageFailure(String.format(
                    Locale.ROOT,
                    "stage %d scores a batch of %d otherwise than its rows alone (by %.0f %% of its largest logit): libtorch computes"
                            + " wrongly on this processor; start the process with ONEDNN_MAX_CPU_ISA=AVX2 in its environment",
                    stage.number(),
                    ROWS,
                    100 * difference));
        }
        if (stage.runsWithoutHead()) {
            requireSameActivations(engine, batch);
        }
    }

    private void requireSameActivations(StageEngine engine, List<Activation> batch) throws StageFailure {
        List<Activation> with = engine.run(batch).activations();
        List<Activation> without = engine.runWithoutHead(batch).activations();
        boolean same = IntStream.range(0, ROWS)
                .allMatch(
                        row -> isSame(with.get(row).tensors(), without.get(row).tensors()));
        with.forEach(Activation::release);
        without.forEach(Activation::release);
        if (!same) {
            throw new StageFailure(
                    "stage " + stage.number() + " hands on other activations without its head than with it: "
                            + stage.file() + " is not the network that its manifest describes");
        }
    }

    private static boolean isSame(List<Tensor> one, List<Tensor> other) {
        return IntStream.range(0, one.size())
                .allMatch(i -> Arrays.equals(one.get(i).bytes(), other.get(i).bytes()));
    }

    private static double difference(StageEngine engine, List<Activation> batch) throws StageFailure {
        float[][] together = logits(engine, batch);
        double largest = 0;
        double difference = 0;
        for (int row = 0; row < together.length; row++) {
            float[] alone = logits(engine, List.of(batch.get(row)))[0];
            for (int i = 0; i < alone.length; i++) {
                largest = Math.max(largest, Math.abs(alone[i]));
                difference = Math.max(difference, Math.abs(alone[i] - together[row][i]));
            }
        }
        return difference == 0 ? 0 : difference / largest;
    }

    private static float[][] logits(StageEngine engine, List<Activation> batch) throws StageFailure {
        StageRows rows = engine.run(batch);
        rows.activations().forEach(Activation::release);
        return rows.logits();
    }

    private Activation noise(Random random) {
        return new HeapActivation(
                stage.inputs().stream().map(input -> noise(input, random)).toList());
    }

    private static Tensor noise(TensorSpec spec, Random random) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(spec.sampleBytes())).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            switch (spec.type()) {
                case FLOAT32 -> bytes.putFloat((float) random.nextGaussian());
                case BFLOAT16 -> bytes.putShort((short) (Float.floatToIntBits((float) random.nextGaussian()) >>> 16));
                default -> bytes.put((byte) random.nextInt());
            }
        }
        return new Tensor(spec.type(), spec.sampleShape(), bytes.array());
    }
}
