package dev.offramp.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * One object of a manifest; a field that is missing or of the wrong kind becomes a problem and reads as a blank. What is
 * missing within something missing is no further problem.
 */
record ManifestNode(JsonNode node, String where, List<String> problems) {

    String text(String field) {
        JsonNode value = node.path(field);
        return value.isNumber()
                ? value.asText()
                : checked(field, value, !value.asText().isEmpty() && value.isTextual(), "text")
                        .asText();
    }

    int integer(String field) {
        JsonNode value = node.path(field);
        return checked(field, value, value.canConvertToInt(), "an integer").asInt();
    }

    long whole(String field) {
        JsonNode value = node.path(field);
        return checked(field, value, value.canConvertToLong(), "an integer").asLong();
    }

    /** 0 where the field is missing. */
    long optionalWhole(String field) {
        return node.has(field) ? whole(field) : 0;
    }

    /** 0 where the field is missing. */
    float optionalNumber(String field) {
        JsonNode value = node.path(field);
        return node.has(field)
                ? (float) checked(field, value, value.isNumber(), "a number").asDouble()
                : 0;
    }

    ManifestNode object(String field) {
        JsonNode value = node.path(field);
        return new ManifestNode(checked(field, value, value.isObject(), "an object"), where + ", " + field, problems);
    }

    List<ManifestNode> objects(String field) {
        List<ManifestNode> objects = new ArrayList<>();
        for (JsonNode element : array(field)) {
            objects.add(new ManifestNode(element, where + ", " + field + "[" + objects.size() + "]", problems));
        }
        return objects;
    }

    /** None where the field is missing. */
    List<ManifestNode> optionalObjects(String field) {
        return node.has(field) ? objects(field) : List.of();
    }

    List<String> texts(String field) {
        return StreamSupport.stream(array(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** None where the field is missing. */
    List<String> optionalTexts(String field) {
        return node.has(field) ? texts(field) : List.of();
    }

    List<Integer> integers(String field) {
        return StreamSupport.stream(array(field).spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }

    /** Whole numbers from 0 on, at least one; none where the field is missing. */
    List<Integer> optionalPositions(String field) {
        if (!node.has(field)) {
            return List.of();
        }
        JsonNode array = array(field);
        List<Integer> positions = new ArrayList<>();
        for (JsonNode value : array) {
            String element = field + "[" + positions.size() + "]";
            positions.add(checked(element, value, value.isInt() && value.asInt() >= 0, "an integer, 0 or more")
                    .asInt());
        }
        if (array.isArray() && positions.isEmpty()) {
            problem(field + " must name at least one");
        }
        return positions;
    }

    DataType dataType(String field) {
        return oneOf(DataType.values(), field, DataType.FLOAT32);
    }

    Precision precision(String field) {
        return oneOf(Precision.values(), field, Precision.FLOAT32);
    }

    ConfidenceMeasure measure(String field) {
        return oneOf(ConfidenceMeasure.values(), field, ConfidenceMeasure.MAX_SOFTMAX);
    }

    /** Numbers, or null for a closed exit. */
    float[] thresholds(String field) {
        JsonNode array = array(field);
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = array.get(i);
            checked(field + "[" + i + "]", value, value.isNumber() || value.isNull(), "a number or null");
            values[i] = value.isNull() ? Thresholds.CLOSED : (float) value.asDouble();
        }
        return values;
    }

    /** Adds a problem with this object as a whole. */
    void problem(String problem) {
        problems.add(where + ": " + problem);
    }

    private <E extends Enum<E>> E oneOf(E[] values, String field, E blank) {
        String name = text(field).toUpperCase(Locale.ROOT);
        if (name.isEmpty()) {
            return blank;
        }
        for (E value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        problems.add(where + ": " + field + " is '" + name.toLowerCase(Locale.ROOT) + "', known are "
                + Arrays.toString(values).toLowerCase(Locale.ROOT));
        return blank;
    }

    private JsonNode array(String field) {
        JsonNode value = node.path(field);
        return checked(field, value, value.isArray(), "a list");
    }

    private JsonNode checked(String field, JsonNode value, boolean valid, String kind) {
        if (valid) {
            return value;
        }
        if (!node.isMissingNode()) {
            problems.add(where + ": " + field + (value.isMissingNode() ? " is missing" : " must be " + kind));
        }
        return MissingNode.getInstance();
    }
}
