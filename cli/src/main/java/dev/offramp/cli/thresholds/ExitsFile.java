package dev.offramp.cli.thresholds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.budget.ExitTable;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Exits of a network on two sets of samples, as JSON, plain or gzipped: {@code multiply_adds} (one an exit), and under
 * {@code validation} and {@code test} each {@code label} [N], {@code confidence} [K][N] and {@code predicted} [K][N].
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record ExitsFile(ExitTable validation, ExitTable test, double[] multiplyAdds) {

    static ExitsFile read(Path file) {
        try (InputStream in = unzipped(file)) {
            JsonNode root = new ObjectMapper().readTree(in);
            double[] multiplyAdds = new double[array(root, "multiply_adds").size()];
            for (int k = 0; k < multiplyAdds.length; k++) {
                multiplyAdds[k] = root.get("multiply_adds").get(k).asDouble();
            }
            return new ExitsFile(
                    table(root.path("validation"), multiplyAdds.length),
                    table(root.path("test"), multiplyAdds.length),
                    multiplyAdds);
        } catch (IOException | IllegalArgumentException failure) {
            throw new CommandFailure(file + " is no table of exits: " + failure.getMessage(), failure);
        }
    }

    private static InputStream unzipped(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean gzipped = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzipped ? new GZIPInputStream(in) : in;
    }

    private static ExitTable table(JsonNode set, int exits) {
        int[] labels = integers(array(set, "label"));
        JsonNode confidence = array(set, "confidence");
        JsonNode predicted = array(set, "predicted");
        float[][] confidences = new float[confidence.size()][];
        int[][] predictions = new int[predicted.size()][];
        for (int k = 0; k < confidences.length; k++) {
            confidences[k] = floats(confidence.get(k));
        }
        for (int k = 0; k < predictions.length; k++) {
            predictions[k] = integers(predicted.get(k));
        }
        if (confidences.length != exits) {
            throw new IllegalArgumentException(
                    "confidence has " + confidences.length + " exits, multiply_adds has " + exits);
        }
        return new ExitTable(labels, confidences, predictions);
    }

    private static JsonNode array(JsonNode node, String field) {
        JsonNode array = node.path(field);
        if (!array.isArray()) {
            throw new IllegalArgumentException("'" + field + "' is missing or no list");
        }
        return array;
    }

    private static int[] integers(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asInt();
        }
        return values;
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }
}
