package dev.offramp.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether the numbers in somebody else's records are in the units of ours. Avro resolves their types alone, and would take microseconds for
 * milliseconds; the fingerprint of a schema does not tell them apart either.
 */
final class UnitCheck {

    private final List<String> differences = new ArrayList<>();

    private UnitCheck() {}

    /** The fields that differ, and how; a field that does not say its unit is believed to be in ours. */
    static List<String> differences(Schema reader, Schema writer) {
        UnitCheck check = new UnitCheck();
        check.compare(reader.getName(), reader, writer);
        return check.differences;
    }

    private void compare(String field, Schema reader, Schema writer) {
        for (Schema ours : branches(reader)) {
            for (Schema theirs : branches(writer)) {
                compareBranches(field, ours, theirs);
            }
        }
    }

    private void compareBranches(String field, Schema ours, Schema theirs) {
        if (ours.getType() == Schema.Type.RECORD && theirs.getType() == Schema.Type.RECORD) {
            for (Schema.Field each : ours.getFields()) {
                Schema.Field other = theirs.getField(each.name());
                if (other != null) {
                    compare(each.name(), each.schema(), other.schema());
                }
            }
        } else if (ours.getType() == Schema.Type.ARRAY && theirs.getType() == Schema.Type.ARRAY) {
            compare(field, ours.getElementType(), theirs.getElementType());
        } else {
            compareUnits(field, ours.getLogicalType(), theirs.getLogicalType());
        }
    }

    private void compareUnits(String field, @Nullable LogicalType ours, @Nullable LogicalType theirs) {
        if (ours != null && theirs != null && !ours.getName().equals(theirs.getName())) {
            differences.add(field + " is " + theirs.getName() + ", not " + ours.getName());
        }
    }

    private static List<Schema> branches(Schema schema) {
        return schema.isUnion() ? schema.getTypes() : List.of(schema);
    }
}
