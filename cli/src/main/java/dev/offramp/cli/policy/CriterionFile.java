package dev.offramp.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** A criterion as JSON: {@code measure}, {@code thresholds} (null is closed) and, where there are any, {@code temperatures}. */
final class CriterionFile {

    private CriterionFile() {}

    static Criterion read(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            return new Criterion(
                    PolicyValues.measure(root.path("measure").asText()),
                    Temperatures.of(floats(root.path("temperatures"), "temperatures", false)),
                    Thresholds.of(floats(root.path("thresholds"), "thresholds", true)));
        } catch (IOException | IllegalArgumentException | TypeConversionException failure) {
            throw new CommandFailure(file + " is no criterion: " + failure.getMessage(), failure);
        }
    }

    private static float[] floats(JsonNode array, String field, boolean required) {
        if (!required && (array.isMissingNode() || array.isNull())) {
            return new float[0];
        }
        if (!array.isArray()) {
            throw new IllegalArgumentException("'" + field + "' is missing or no list");
        }
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(array.get(i), field, required);
        }
        return values;
    }

    private static float number(JsonNode value, String field, boolean mayBeClosed) {
        if (value.isNull() && mayBeClosed) {
            return Thresholds.CLOSED;
        }
        if (!value.isNumber()) {
            throw new IllegalArgumentException("'" + field + "' has " + value + ", which is no number");
        }
        return (float) value.asDouble();
    }
}
