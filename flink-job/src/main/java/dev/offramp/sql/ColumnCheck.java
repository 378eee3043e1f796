package dev.offramp.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Compares the columns of a table with the fields of its records. Columns may be fewer, and stand in any order. */
final class ColumnCheck {

    private final List<String> problems = new ArrayList<>();

    private ColumnCheck() {}

    /** What does not fit, each in a sentence; none where all does. */
    static List<String> problems(RowType columns, Schema record) {
        var check = new ColumnCheck();
        check.row("", columns, record);
        return check.problems;
    }

    private void row(String path, RowType columns, Schema record) {
        for (RowType.RowField column : columns.getFields()) {
            String name = path + column.getName();
            Schema.Field field = record.getField(column.getName());
            if (field == null) {
                problems.add(name + " is none of " + fields(path, record));
            } else {
                column(name, column.getType(), field.schema());
            }
        }
    }

    private void column(String name, LogicalType column, Schema field) {
        if (field.isNullable() && !column.isNullable()) {
            problems.add(name + " may be missing in a record, so it cannot be NOT NULL");
        }
        Schema value = FieldTypes.value(field);
        if (column instanceof RowType row && value.getType() == Schema.Type.RECORD) {
            row(name + ".", row, value);
        } else if (column instanceof ArrayType array && value.getType() == Schema.Type.ARRAY) {
            column(name + "[]", array.getElementType(), value.getElementType());
        } else if (!column.copy(true).equals(FieldTypes.of(field).copy(true))) {
            problems.add(name + " is " + sql(column) + " and must be " + sql(FieldTypes.of(field)));
        }
    }

    private static String sql(LogicalType type) {
        return type.copy(true).asSummaryString();
    }

    private static String fields(String path, Schema record) {
        return record.getFields().stream().map(field -> path + field.name()).collect(Collectors.joining(", "));
    }
}
