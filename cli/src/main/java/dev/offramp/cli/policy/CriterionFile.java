package dev.offramp.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.BundleId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/**
 * A criterion as JSON: {@code measure}, {@code thresholds} (null is closed) and, where there are any, {@code temperatures} and
 * the {@code bundle} that it is for.
 */
record CriterionFile(Criterion criterion, Optional<BundleId> bundle) {

    static CriterionFile read(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            Criterion criterion = new Criterion(
                    PolicyValues.measure(root.path("measure").asText()),
                    Temperatures.of(floats(root.path("temperatures"), "temperatures", false)),
                    Thresholds.of(floats(root.path("thresholds"), "thresholds", true)));
            return new CriterionFile(criterion, bundle(root.path("bundle")));
        } catch (IOException | IllegalArgumentException | TypeConversionException failure) {
            throw new CommandFailure(file + " is no criterion: " + failure.getMessage(), failure);
        }
    }

    private static Optional<BundleId> bundle(JsonNode bundle) {
        return bundle.isObject()
                ? Optional.of(new BundleId(
                        bundle.path("name").asText(), bundle.path("version").asText()))
                : Optional.empty();
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
