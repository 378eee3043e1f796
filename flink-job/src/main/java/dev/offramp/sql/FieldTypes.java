package dev.offramp.sql;

import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** The SQL type of each type of field that the records have. */
final class FieldTypes {

    private static final int MILLISECONDS = 3;

    private FieldTypes() {}

    static LogicalType of(Schema field) {
        LogicalType type = ofValue(value(field));
        return type.copy(field.isNullable());
    }

    /** A field that may be null is a union of null and what it is otherwise. */
    static Schema value(Schema field) {
        if (!field.isUnion()) {
            return field;
        }
        List<Schema> values = field.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        if (values.size() != 1) {
            throw new IllegalArgumentException("SQL has no type for a field of several: " + field);
        }
        return values.get(0);
    }

    private static LogicalType ofValue(Schema value) {
        return switch (value.getType()) {
            case STRING, ENUM -> VarCharType.STRING_TYPE;
            case INT -> new IntType();
            case LONG -> isTime(value) ? new LocalZonedTimestampType(MILLISECONDS) : new BigIntType();
            case FLOAT -> new FloatType();
            case DOUBLE -> new DoubleType();
            case BOOLEAN -> new BooleanType();
            case BYTES -> new VarBinaryType(VarBinaryType.MAX_LENGTH);
            case ARRAY -> new ArrayType(of(value.getElementType()));
            case RECORD ->
                new RowType(value.getFields().stream()
                        .map(field -> new RowType.RowField(field.name(), of(field.schema())))
                        .toList());
            default -> throw new IllegalArgumentException("no record has a field of type " + value.getType());
        };
    }

    private static boolean isTime(Schema value) {
        return LogicalTypes.timestampMillis().equals(value.getLogicalType());
    }
}
