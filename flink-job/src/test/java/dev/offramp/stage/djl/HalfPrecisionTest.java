package dev.offramp.stage.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Precision;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageRows;
import dev.offramp.stage.WirePrecision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** On the shipped bundle, in libtorch: stages and wires of half precision. */
class HalfPrecisionTest {

    private static final Path BUNDLE = Path.of("../model-artifacts/bundles/fashion-mnist-branchy");
    private static final StageDevice CPU = new StageDevice(StageDevice.Kind.CPU, 0);
    private static final int SAMPLES = 500;
    private static final int BATCH = 20;

    private Bundle bundle;
    private List<Activation> pictures;

    @BeforeEach
    void open() throws Exception {
        bundle = Bundle.open(BUNDLE);
        pictures = TestPictures.first(SAMPLES);
    }

    @Test
    void a_bfloat16_network_answers_as_the_float32_one_on_nearly_every_picture() throws Exception {
        float[][][] float32 = logits(bundle, WirePrecision.EXACT);
        float[][][] bfloat16 = logits(bundle.in(Precision.BFLOAT16), WirePrecision.EXACT);

        assertThat(shareOfEqualPredictions(float32, bfloat16))
                .isGreaterThan(0.99)
                .isLessThanOrEqualTo(1);
        assertThat(bfloat16[0][0]).isNotEqualTo(float32[0][0]); // or it would not be another network
    }

    @ParameterizedTest
    @EnumSource(value = WirePrecision.class, names = "EXACT", mode = EnumSource.Mode.EXCLUDE)
    void a_wire_of_half_precision_after_every_stage_keeps_nearly_every_prediction(WirePrecision wire) throws Exception {
        float[][][] exact = logits(bundle, WirePrecision.EXACT);
        float[][][] half = logits(bundle, wire);

        assertThat(shareOfEqualPredictions(exact, half)).isGreaterThan(0.995);
        assertThat(half[0]).isDeepEqualTo(exact[0]); // stage 1 reads pixels, which nobody casts
        assertThat(half[1][0]).isNotEqualTo(exact[1][0]);
    }

    @ParameterizedTest
    @CsvSource({"BFLOAT16, 8", "FLOAT16, 11"})
    void a_row_is_cast_on_the_device_to_half_the_bytes_and_rounded_to_nearest(WirePrecision wire, int significand)
            throws Exception {
        try (StageEngine first = new DjlStageEngines(1).open(bundle.stages().get(0), CPU)) {
            Activation row = first.run(pictures.subList(0, 3)).activations().get(1);
            Tensor exact = row.tensors().get(0);
            Tensor half = row.tensors(wire).get(0);

            assertThat(half.type()).isEqualTo(DataType.valueOf(wire.name()));
            assertThat(half.shape()).isEqualTo(exact.shape());
            assertThat(half.bytes()).hasSize(exact.bytes().length / 2);
            float[] read = read(half);
            float[] original = read(exact);
            for (int i = 0; i < read.length; i++) {
                float step = (float) Math.pow(2, -significand) * Math.abs(original[i]) + 1e-7f;
                assertThat(read[i]).isCloseTo(original[i], within(step));
            }
        }
    }

    @Test
    void survivors_of_two_bfloat16_batches_run_as_one_whether_they_are_native_or_came_over_the_network()
            throws Exception {
        Bundle half = bundle.in(Precision.BFLOAT16);
        try (StageEngine first = new DjlStageEngines(1).open(half.stages().get(0), CPU);
                StageEngine second = new DjlStageEngines(1).open(half.stages().get(1), CPU)) {
            List<Activation> one = first.run(pictures.subList(0, 8)).activations();
            List<Activation> two = first.run(pictures.subList(8, 13)).activations();
            List<Activation> survivors = List.of(one.get(1), one.get(2), one.get(6), two.get(0), two.get(4));
            List<Activation> packed = survivors.stream()
                    .<Activation>map(row -> new HeapActivation(row.tensors()))
                    .toList();

            float[][] fromNative = second.run(survivors).logits();

            assertThat(packed.get(0).tensors().get(0).type()).isEqualTo(DataType.BFLOAT16);
            assertThat(second.run(packed).logits()).isDeepEqualTo(fromNative);
            for (int row = 0; row < survivors.size(); row++) {
                float[] alone = second.run(List.of(survivors.get(row))).logits()[0];
                assertThat(fromNative[row]).containsExactly(alone, within(0.05f)); // 8 bits of significand
            }
        }
    }

    @Test
    void a_batch_whose_rows_were_cast_is_freed_with_its_last_row() throws Exception {
        try (StageEngine first = new DjlStageEngines(1).open(bundle.stages().get(0), CPU)) {
            List<Activation> rows = first.run(pictures.subList(0, 3)).activations();
            for (Activation row : rows) {
                assertThat(row.tensors(WirePrecision.BFLOAT16)).hasSize(1);
                row.release();
            }

            assertThat(first.inflightBatches()).isZero();
        }
    }

    @Test
    void rows_that_came_in_different_types_run_in_one_batch_in_their_order() throws Exception {
        try (StageEngine first = new DjlStageEngines(1).open(bundle.stages().get(0), CPU);
                StageEngine second = new DjlStageEngines(1).open(bundle.stages().get(1), CPU)) {
            List<Activation> rows = first.run(pictures.subList(0, 5)).activations();
            List<WirePrecision> wires = List.of(
                    WirePrecision.EXACT,
                    WirePrecision.BFLOAT16,
                    WirePrecision.BFLOAT16,
                    WirePrecision.EXACT,
                    WirePrecision.FLOAT16);
            List<Activation> mixed = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                mixed.add(new HeapActivation(rows.get(i).tensors(wires.get(i))));
            }

            float[][] together = second.run(mixed).logits();

            for (int i = 0; i < rows.size(); i++) {
                float[] alone = second.run(List.of(mixed.get(i))).logits()[0];
                assertThat(together[i]).containsExactly(alone, within(1e-4f));
            }
        }
    }

    private float[][][] logits(Bundle network, WirePrecision wire) throws Exception {
        float[][][] logits = new float[network.stages().size()][SAMPLES][];
        List<Activation> entering = pictures;
        for (int k = 0; k < logits.length; k++) {
            List<Activation> leaving = new ArrayList<>();
            try (StageEngine engine =
                    new DjlStageEngines(1).open(network.stages().get(k), CPU)) {
                for (int from = 0; from < SAMPLES; from += BATCH) {
                    StageRows rows = engine.run(entering.subList(from, from + BATCH));
                    System.arraycopy(rows.logits(), 0, logits[k], from, BATCH);
                    rows.activations().forEach(row -> leaving.add(new HeapActivation(row.tensors(wire))));
                }
            }
            entering = leaving;
        }
        return logits;
    }

    private static double shareOfEqualPredictions(float[][][] one, float[][][] other) {
        int equal = 0;
        for (int k = 0; k < one.length; k++) {
            for (int n = 0; n < SAMPLES; n++) {
                equal += best(one[k][n]) == best(other[k][n]) ? 1 : 0;
            }
        }
        return equal / (double) (one.length * SAMPLES);
    }

    private static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static float[] read(Tensor tensor) {
        ByteBuffer bytes = ByteBuffer.wrap(tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[tensor.bytes().length / tensor.type().bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (tensor.type()) {
                case FLOAT32 -> bytes.getFloat();
                case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort() << 16);
                case FLOAT16 -> float16(bytes.getShort());
                default -> throw new IllegalArgumentException("no float: " + tensor.type());
            };
        }
        return values;
    }

    private static float float16(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int significand = bits & 0x3ff;
        double magnitude =
                exponent == 0 ? significand * Math.pow(2, -24) : (1024 + significand) * Math.pow(2, exponent - 25);
        return (float) (bits < 0 ? -magnitude : magnitude);
    }
}
