package dev.offramp.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as JSON, by its schema: all fields under their names, enums by theirs, times as ISO 8601; before them what it is and where
 * it lies.
 *
 * @param withBytes whether bytes stand there in base64; else their number does, under the field's name and {@code Size}
 */
record RecordJson(boolean withBytes) {

    static final String KIND = "record";
    static final String PLACE = "kafka";
    static final String SIZE = "Size";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    ObjectNode of(TopicRecord record) {
        ObjectNode node = NODES.objectNode().put(KIND, record.kind());
        node.putObject(PLACE)
                .put("topic", record.origin().topic())
                .put("partition", record.origin().partition())
                .put("offset", record.origin().offset())
                .put("timestamp", time(record.origin().timestampMillis()))
                .put("key", record.key());
        putFields(record.value(), node);
        return node;
    }

    private void putFields(SpecificRecord record, ObjectNode node) {
        for (Schema.Field field : record.getSchema().getFields()) {
            if (record.get(field.pos()) instanceof ByteBuffer bytes && !withBytes) {
                node.put(field.name() + SIZE, bytes.remaining());
            } else {
                node.set(field.name(), value(record.get(field.pos())));
            }
        }
    }

    private JsonNode value(@Nullable Object value) {
        if (value instanceof SpecificRecord record) {
            ObjectNode node = NODES.objectNode();
            putFields(record, node);
            return node;
        }
        if (value instanceof Collection<?> items) {
            ArrayNode node = NODES.arrayNode();
            items.forEach(item -> node.add(value(item)));
            return node;
        }
        return plain(value);
    }

    private static JsonNode plain(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return NODES.binaryNode(bytes);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        return value instanceof Boolean truth ? NODES.booleanNode(truth) : NODES.textNode(value.toString());
    }

    /** JSON knows neither infinity nor NaN, so that these are null. */
    private static JsonNode number(Number number) {
        if (number instanceof Float || number instanceof Double) {
            if (!Double.isFinite(number.doubleValue())) {
                return NODES.nullNode();
            }
            return number instanceof Float single
                    ? NODES.numberNode(single.floatValue())
                    : NODES.numberNode(number.doubleValue());
        }
        return NODES.numberNode(number.longValue());
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
