package dev.offramp.sql;

import static org.apache.flink.table.api.DataTypes.ARRAY;
import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.INT;
import static org.apache.flink.table.api.DataTypes.ROW;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.apache.flink.table.api.DataTypes.TIMESTAMP;
import static org.apache.flink.table.api.DataTypes.TIMESTAMP_LTZ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnCheckTest {

    @ParameterizedTest
    @EnumSource
    void a_table_may_have_all_fields_of_any_record(TopicRecordType record) {
        RowType all = (RowType) FieldTypes.of(record.schema());

        assertThat(all.getFieldCount()).isEqualTo(record.schema().getFields().size());
        assertThat(ColumnCheck.problems(all, record.schema())).isEmpty();
    }

    @Test
    void a_table_may_have_some_fields_in_any_order_and_so_may_the_rows_in_it() {
        DataType columns = ROW(
                FIELD("exits", ARRAY(ROW(FIELD("samples", BIGINT()), FIELD("exit", INT())))),
                FIELD("windowStart", TIMESTAMP_LTZ(3).notNull()));

        assertThat(problems(TopicRecordType.THROUGHPUT_WINDOW, columns)).isEmpty();
    }

    @Test
    void all_that_does_not_fit_is_said_with_what_would() {
        DataType columns = ROW(
                FIELD("answeredAt", TIMESTAMP(3)),
                FIELD("multiplyAdds", BIGINT()),
                FIELD("label", INT().notNull()),
                FIELD("exit", STRING()),
                FIELD("journey", ROW(FIELD("stages", ARRAY(ROW(FIELD("batchSize", BIGINT())))))));

        List<String> problems = problems(TopicRecordType.CLASSIFICATION, columns);

        assertThat(problems).hasSize(5);
        assertThat(problems.get(0)).isEqualTo("answeredAt is TIMESTAMP(3) and must be TIMESTAMP_LTZ(3)");
        assertThat(problems.get(1)).startsWith("multiplyAdds is none of stream, sequence, frameTopic, ");
        assertThat(problems.get(2)).isEqualTo("label may be missing in a record, so it cannot be NOT NULL");
        assertThat(problems.get(3)).isEqualTo("exit is STRING and must be INT");
        assertThat(problems.get(4)).isEqualTo("journey.stages[].batchSize is BIGINT and must be INT");
    }

    @Test
    void a_field_of_several_types_would_be_found_before_a_release() {
        Schema several = SchemaBuilder.unionOf().intType().and().stringType().endUnion();

        assertThatThrownBy(() -> FieldTypes.of(several)).hasMessageContaining("SQL has no type for a field of several");
    }

    private static List<String> problems(TopicRecordType record, DataType columns) {
        return ColumnCheck.problems((RowType) columns.getLogicalType(), record.schema());
    }
}
