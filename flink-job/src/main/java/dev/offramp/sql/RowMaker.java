package dev.offramp.sql;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Makes rows of records: of the fields those that are columns, by name, in the columns' order. Thread-safe. */
final class RowMaker {

    private record Column(int field, UnaryOperator<Object> value) {}

    private final List<Column> columns;

    /** @param row that {@link ColumnCheck} finds no problem with */
    RowMaker(RowType row, Schema record) {
        this.columns = row.getFields().stream()
                .map(column -> column(record.getField(column.getName()), column.getType()))
                .toList();
    }

    GenericRowData row(IndexedRecord record) {
        GenericRowData row = new GenericRowData(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Object value = record.get(columns.get(i).field());
            if (value != null) {
                row.setField(i, columns.get(i).value().apply(value));
            }
        }
        return row;
    }

    private static Column column(Schema.Field field, LogicalType type) {
        return new Column(field.pos(), value(FieldTypes.value(field.schema()), type));
    }

    private static UnaryOperator<Object> value(Schema field, LogicalType type) {
        return switch (field.getType()) {
            case STRING, ENUM -> text -> StringData.fromString(text.toString());
            case LONG -> number -> number instanceof Instant time ? TimestampData.fromInstant(time) : number;
            case BYTES -> bytes -> bytes((ByteBuffer) bytes);
            case RECORD -> {
                var nested = new RowMaker((RowType) type, field);
                yield record -> nested.row((IndexedRecord) record);
            }
            case ARRAY -> {
                var item = value(FieldTypes.value(field.getElementType()), ((ArrayType) type).getElementType());
                yield items -> array((List<?>) items, item);
            }
            default -> UnaryOperator.identity();
        };
    }

    private static GenericArrayData array(List<?> items, UnaryOperator<Object> item) {
        return new GenericArrayData(items.stream().map(item).toArray());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
