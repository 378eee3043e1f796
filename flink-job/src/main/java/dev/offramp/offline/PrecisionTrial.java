package dev.offramp.offline;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Precision;
import dev.offramp.bundle.Variant;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Finds the precision in which a bundle runs fastest on the CPU of this machine, among those that are accurate enough.
 *
 * @param tolerance the share of held-out samples that an exit may get wrong in a variant and not in float32
 */
public record PrecisionTrial(Bundle bundle, StageEngines engines, int batchSize, double tolerance) {

    private static final int WARM_UP_ROUNDS = 3;
    private static final int FEWEST_ROUNDS = 8;
    private static final Duration MEASURED = Duration.ofSeconds(2);
    private static final double ROUNDING = 1e-9;
    private static final StageDevice CPU = new StageDevice(StageDevice.Kind.CPU, 0);

    /** Takes some seconds where there is something to choose. */
    public PrecisionChoice choose() throws StageFailure {
        List<Precision> candidates = new ArrayList<>(List.of(Precision.FLOAT32));
        bundle.variants().stream()
                .filter(this::isAccurate)
                .map(Variant::precision)
                .forEach(candidates::add);
        if (candidates.size() == 1) {
            return new PrecisionChoice(
                    Precision.FLOAT32,
                    String.format(
                            Locale.ROOT,
                            "no variant of the bundle is known to stay within %.2f points of it at every exit",
                            100 * tolerance));
        }
        return PrecisionChoice.fastest(milliseconds(candidates), batchSize);
    }

    private boolean isAccurate(Variant variant) {
        return variant.worstLoss().orElse(Double.POSITIVE_INFINITY) <= tolerance + ROUNDING;
    }

    /** The precisions take turns; of each the shortest time counts, for what else runs here only ever adds to it. */
    private Map<Precision, Double> milliseconds(List<Precision> candidates) throws StageFailure {
        Map<Precision, Network> networks = new EnumMap<>(Precision.class);
        try {
            for (Precision precision : candidates) {
                networks.put(precision, Network.open(bundle.in(precision).stages(), engines, CPU));
            }
            return milliseconds(networks);
        } finally {
            networks.values().forEach(Network::close);
        }
    }

    private Map<Precision, Double> milliseconds(Map<Precision, Network> networks) throws StageFailure {
        Map<Precision, Double> shortest = new EnumMap<>(Precision.class);
        List<Tensor> pixels = noise();
        long end = System.nanoTime() + MEASURED.toNanos();
        for (int round = 0; round < WARM_UP_ROUNDS + FEWEST_ROUNDS || System.nanoTime() < end; round++) {
            for (Map.Entry<Precision, Network> network : networks.entrySet()) {
                long start = System.nanoTime();
                network.getValue().logits(pixels);
                double each = (System.nanoTime() - start) / 1e6 / batchSize;
                if (round >= WARM_UP_ROUNDS) {
                    shortest.merge(network.getKey(), each, Math::min);
                }
            }
        }
        return shortest;
    }

    private List<Tensor> noise() {
        Random random = new Random(1);
        List<Tensor> pixels = new ArrayList<>();
        for (int i = 0; i < batchSize; i++) {
            byte[] bytes = new byte[3 * bundle.frames() * bundle.height() * bundle.width()];
            random.nextBytes(bytes);
            pixels.add(new Tensor(DataType.UINT8, bundle.inputShape(), bytes));
        }
        return pixels;
    }
}
