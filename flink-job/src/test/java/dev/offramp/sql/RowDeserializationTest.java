package dev.offramp.sql;

import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.INT;
import static org.apache.flink.table.api.DataTypes.ROW;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.apache.flink.table.api.DataTypes.TIMESTAMP_LTZ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.schema.Classification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.junit.jupiter.api.Test;

class RowDeserializationTest {

    private static final DataType FEW = ROW(
            FIELD("verdict", STRING()),
            FIELD("label", INT()),
            FIELD("deadline", TIMESTAMP_LTZ(3)),
            FIELD("journey", ROW(FIELD("multiplyAdds", BIGINT()))),
            FIELD("stream", STRING()));

    private final TestingTable table = new TestingTable();

    @Test
    void a_row_has_the_columns_of_the_table_in_their_order() throws Exception {
        Classification answer = Classification.newBuilder(TestAnswers.answer())
                .setDeadline(TestAnswers.TIME)
                .build();

        RowData row = failing(FEW).deserialize(TestAnswers.encoded(answer));

        assertThat(row.getArity()).isEqualTo(5);
        assertThat(row.getString(0)).hasToString("CONFIDENT");
        assertThat(row.isNullAt(1)).isTrue();
        assertThat(row.getTimestamp(2, 3)).isEqualTo(TimestampData.fromInstant(TestAnswers.TIME));
        assertThat(row.getRow(3, 1).getLong(0)).isEqualTo(6_070_000);
        assertThat(row.getString(4)).hasToString("cam");
    }

    @Test
    void a_table_of_all_fields_has_them_all_the_lists_too() throws Exception {
        Schema schema = Classification.getClassSchema();
        DataType all = TypeConversions.fromLogicalToDataType(FieldTypes.of(schema));

        RowData row = failing(all).deserialize(TestAnswers.encoded(TestAnswers.answer()));

        ArrayData top = row.getArray(schema.getField("top").pos());
        assertThat(top.size()).isEqualTo(2);
        assertThat(top.getRow(1, 3).getString(1)).hasToString("Ankle boot");
        assertThat(top.getRow(1, 3).getFloat(2)).isEqualTo(0.0625f);
        assertThat(row.getRow(schema.getField("journey").pos(), 3)
                        .getArray(2)
                        .getRow(0, 3)
                        .getInt(2))
                .isEqualTo(8);
        assertThat(row.getBoolean(schema.getField("late").pos())).isFalse();
        assertThat(row.getFloat(schema.getField("confidence").pos())).isEqualTo(0.875f);
        assertThat(row.isNullAt(schema.getField("clip").pos())).isTrue();
    }

    @Test
    void an_answer_that_an_earlier_release_wrote_is_a_row() throws Exception {
        Path file = Path.of("../schemas/released/0.1.0/classification.avsc");
        byte[] written = writtenWith(new Schema.Parser().parse(file.toFile()));

        RowData row = failing(ROW(FIELD("stream", STRING()), FIELD("epoch", BIGINT())))
                .deserialize(written);

        assertThat(row.getString(0)).hasToString("cam");
        assertThat(row.getLong(1)).isZero();
    }

    @Test
    void records_of_other_types_and_those_without_a_value_are_no_rows_and_no_errors() throws Exception {
        DeserializationSchema<RowData> failing = failing(FEW);

        assertThat(failing.deserialize(TestAnswers.gap())).isNull();
        assertThat(failing.deserialize(null)).isNull();
        assertThat(table.count("skippedRecords")).isZero();
    }

    @Test
    void a_record_that_cannot_be_read_fails_the_query_and_says_how_to_leave_it_out() throws Exception {
        DeserializationSchema<RowData> failing = failing(FEW);
        byte[] cut = Arrays.copyOf(TestAnswers.encoded(TestAnswers.answer()), 40);

        assertThatThrownBy(() -> failing.deserialize(cut))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("no classification: CORRUPT_AVRO", "'offramp.ignore-parse-errors' = 'true'");
        assertThatThrownBy(() -> failing.deserialize(new byte[] {1, 2, 3})).hasMessageContaining("NOT_AVRO");
    }

    @Test
    void a_record_in_the_form_of_a_registry_is_said_to_be_that_and_what_is_read_instead() throws Exception {
        DeserializationSchema<RowData> failing = failing(FEW);

        assertThatThrownBy(() -> failing.deserialize(new byte[] {0, 0, 0, 0, 7, 1, 2, 3}))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "a record of the topic is no classification: NOT_AVRO, it is in the form of a"
                                + " schema registry, with a schema's id, 7, and this format reads Avro's single-object encoding")
                .hasMessageContaining("'offramp.ignore-parse-errors' = 'true'")
                .message()
                .doesNotContain("kafka.registry.url");
    }

    @Test
    void where_parse_errors_are_ignored_they_are_counted_and_the_next_record_is_a_row() throws Exception {
        byte[] good = TestAnswers.encoded(TestAnswers.answer());
        var ignoring = table.open(new RecordDecoding(TopicRecordType.CLASSIFICATION, true), FEW);

        assertThat(ignoring.deserialize(Arrays.copyOf(good, 40))).isNull();
        assertThat(ignoring.deserialize(new byte[0])).isNull();
        assertThat(ignoring.deserialize(good)).isNotNull();
        assertThat(table.count("skippedRecords")).isEqualTo(2);
    }

    @Test
    void columns_that_do_not_fit_are_refused_while_the_query_is_planned() {
        var format = new RecordDecoding(TopicRecordType.CLASSIFICATION, false);

        assertThatThrownBy(() -> format.createRuntimeDecoder(table, ROW(FIELD("speed", BIGINT()))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContainingAll("'record' = 'classification'", "speed is none of stream, ");
    }

    @Test
    void the_page_about_sql_names_every_option_with_its_default_and_every_record() throws Exception {
        String page = Files.readString(Path.of("../docs/sql.md"));

        assertThat(page).contains("| `offramp.record` | required |", "| `offramp.ignore-parse-errors` | `false` |");
        assertThat(TopicRecordType.values()).allSatisfy(type -> assertThat(page).contains("`" + type + "`"));
    }

    @Test
    void every_option_of_the_format_is_one_that_the_factory_knows() {
        var factory = new OfframpFormatFactory();

        assertThat(factory.requiredOptions()).isEqualTo(Set.<ConfigOption<?>>of(FormatOptions.RECORD));
        assertThat(factory.optionalOptions()).isEqualTo(Set.<ConfigOption<?>>of(FormatOptions.IGNORE_PARSE_ERRORS));
    }

    private DeserializationSchema<RowData> failing(DataType columns) throws Exception {
        return table.open(new RecordDecoding(TopicRecordType.CLASSIFICATION, false), columns);
    }

    /** The answer, as one who knows another schema writes it. */
    private static byte[] writtenWith(Schema other) throws IOException {
        byte[] current = TestAnswers.encoded(TestAnswers.answer());
        var body = DecoderFactory.get().binaryDecoder(current, 10, current.length - 10, null);
        GenericRecord record =
                new GenericDatumReader<GenericRecord>(Classification.getClassSchema(), other).read(null, body);
        return TestAnswers.encoded(new BinaryMessageEncoder<>(new GenericData(), other), record);
    }
}
