package dev.offramp.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** Tables of exits for tests: the golden ones beside the project, and made-up ones of any size. */
final class Tables {

    static final Path GOLDEN = Path.of("../../shared/golden/budgeted-protocol.json.gz");

    private static final int CLASSES = 10;

    private Tables() {}

    /** Costs 1, 2, 3 … */
    static double[] costs(int exits) {
        double[] costs = new double[exits];
        for (int k = 0; k < exits; k++) {
            costs[k] = k + 1;
        }
        return costs;
    }

    /** Samples of random difficulty; deeper exits are right more often, and all are surer where they are right. */
    static ExitTable random(int samples, int exits, long seed) {
        Random random = new Random(seed);
        int[] labels = new int[samples];
        float[][] confidence = new float[exits][samples];
        int[][] predicted = new int[exits][samples];
        for (int sample = 0; sample < samples; sample++) {
            labels[sample] = random.nextInt(CLASSES);
            double difficulty = random.nextDouble();
            for (int k = 0; k < exits; k++) {
                double sureness = 1 - difficulty * (exits - k) / (exits + 1.0) + 0.2 * random.nextGaussian();
                double confident = Math.max(0.1, Math.min(1, sureness));
                boolean right = random.nextDouble() < confident;
                confidence[k][sample] = (float) confident;
                predicted[k][sample] = right ? labels[sample] : (labels[sample] + 1) % CLASSES;
            }
        }
        return new ExitTable(labels, confidence, predicted);
    }

    /** The same, but the first exit is equally sure of all samples. */
    static ExitTable blindAtFirst(int samples, int exits, long seed) {
        ExitTable seeing = random(samples, exits, seed);
        float[][] confidence = new float[exits][samples];
        boolean[][] correct = new boolean[exits][samples];
        for (int k = 0; k < exits; k++) {
            for (int sample = 0; sample < samples; sample++) {
                confidence[k][sample] = k == 0 ? 0 : seeing.confidence(k + 1, sample);
                correct[k][sample] = seeing.isCorrect(k + 1, sample);
            }
        }
        return new ExitTable(confidence, correct);
    }

    /** The golden file's {@code validation} or {@code test} samples. */
    static ExitTable golden(String set) {
        JsonNode table = goldenJson().get(set);
        ObjectMapper json = new ObjectMapper();
        return new ExitTable(
                json.convertValue(table.get("label"), int[].class),
                json.convertValue(table.get("confidence"), float[][].class),
                json.convertValue(table.get("predicted"), int[][].class));
    }

    static double[] goldenCosts() {
        return new ObjectMapper().convertValue(goldenJson().get("multiply_adds"), double[].class);
    }

    private static JsonNode goldenJson() {
        try (var in = new GZIPInputStream(new FileInputStream(GOLDEN.toFile()))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
