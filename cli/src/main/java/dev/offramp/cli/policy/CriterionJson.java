package dev.offramp.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * A criterion as JSON, with a manifest's fields: {@code measure}, {@code thresholds} (null is closed) and, where there are any,
 * {@code temperatures} and the {@code bundle} that it is for. What {@code evaluate} and {@code policy show} write, {@code policy
 * set --from} reads.
 */
public record CriterionJson(Criterion criterion, Optional<BundleId> bundle) {

    static CriterionJson read(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            Criterion criterion = new Criterion(
                    new MeasureName().convert(root.path("measure").asText()),
                    Temperatures.of(floats(root.path("temperatures"), "temperatures", false)),
                    Thresholds.of(floats(root.path("thresholds"), "thresholds", true)));
            return new CriterionJson(criterion, bundle(root.path("bundle")));
        } catch (IOException | IllegalArgumentException | TypeConversionException failure) {
            throw new CommandFailure(file + " is no criterion: " + failure.getMessage(), failure);
        }
    }

    /** What {@link #read} makes the same of. */
    public ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        putInto(node);
        return node;
    }

    /** Adds the fields to an object that says more. */
    void putInto(ObjectNode node) {
        bundle.ifPresent(id -> node.putObject("bundle").put("name", id.name()).put("version", id.version()));
        node.put("measure", criterion.measure().name());
        ArrayNode temperatures = node.putArray("temperatures");
        for (float temperature : criterion.temperatures().toArray()) {
            temperatures.add(temperature);
        }
        ArrayNode thresholds = node.putArray("thresholds");
        for (float threshold : criterion.thresholds().toArray()) {
            thresholds.add(threshold == Thresholds.CLOSED ? NullNode.instance : FloatNode.valueOf(threshold));
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
