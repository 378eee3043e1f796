package dev.offramp.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The columns of a table of records, by their schemas and so the same whatever the records hold: those of {@link RecordJson}, with dots
 * where one lies in another, as in {@code journey.multiplyAdds}. Lists, which have no end, stand in one cell, as JSON.
 */
record CsvColumns(List<String> names) {

    private static final List<String> PLACE = List.of("topic", "partition", "offset", "timestamp", "key");

    CsvColumns {
        names = List.copyOf(names);
    }

    /** @param schemas of all kinds of records that the table may have; each field has one column, of whichever kinds it is */
    static CsvColumns of(List<Schema> schemas, boolean withBytes) {
        Set<String> names = new LinkedHashSet<>(List.of(RecordJson.KIND));
        PLACE.forEach(part -> names.add(RecordJson.PLACE + "." + part));
        schemas.forEach(schema -> addFields("", schema, withBytes, names));
        return new CsvColumns(List.copyOf(names));
    }

    /** The cells of a record; empty where it has no such field, or nothing in it. */
    List<String> row(ObjectNode record) {
        Map<String, String> cells = new HashMap<>();
        flatten("", record, cells);
        return names.stream().map(name -> cells.getOrDefault(name, "")).toList();
    }

    private static void addFields(String prefix, Schema schema, boolean withBytes, Set<String> names) {
        for (Schema.Field field : schema.getFields()) {
            Schema type = present(field.schema());
            String name = prefix + field.name();
            switch (type.getType()) {
                case RECORD -> addFields(name + ".", type, withBytes, names);
                case BYTES -> names.add(withBytes ? name : name + RecordJson.SIZE);
                default -> names.add(name);
            }
        }
    }

    /** What a field is that may be absent. */
    private static Schema present(Schema schema) {
        return !schema.isUnion()
                ? schema
                : schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElse(schema);
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> cells) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(name + ".", value, cells);
            } else if (!value.isNull()) {
                cells.put(name, value.isArray() ? value.toString() : value.asText());
            }
        }
    }
}
