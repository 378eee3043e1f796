package dev.offramp.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.schema.Classification;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.Gap;
import dev.offramp.schema.Reject;
import dev.offramp.schema.Segment;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    @Test
    void an_answer_has_all_its_fields_with_enums_by_name_and_times_as_iso() throws IOException {
        JsonNode json = new ObjectMapper().readTree(json(false, TestingRecords.answer("cam", 9)));

        assertThat(json.get("record").asText()).isEqualTo("classification");
        assertThat(json.at("/kafka/key").asText()).isEqualTo("cam");
        assertThat(json.at("/kafka/offset").asLong()).isEqualTo(17);
        assertThat(json.at("/kafka/timestamp").asText()).isEqualTo("2026-01-31T12:00:00.250Z");
        assertThat(json.get("verdict").asText()).isEqualTo("CONFIDENT");
        assertThat(json.get("answeredAt").asText()).isEqualTo("2026-01-31T12:00:00.250Z");
        assertThat(json.at("/top/1/name").asText()).isEqualTo("Ankle boot");
        assertThat(json.at("/journey/stages/0/computeMicros").asLong()).isEqualTo(2000);
        assertThat(json.get("deadline").isNull()).isTrue();
        assertThat(fieldsOf(json))
                .containsAll(Classification.getClassSchema().getFields().stream()
                        .map(field -> field.name())
                        .toList());
    }

    @Test
    void bytes_are_left_out_unless_they_are_asked_for() throws IOException {
        Frame frame = TestingRecords.frame("cam", FrameEncoding.PNG, new byte[] {1, 2, 3});

        JsonNode without = new ObjectMapper().readTree(json(false, frame));
        JsonNode with = new ObjectMapper().readTree(json(true, frame));

        assertThat(without.has("bytes")).isFalse();
        assertThat(without.get("bytesSize").asInt()).isEqualTo(3);
        assertThat(with.get("bytes").binaryValue()).containsExactly(1, 2, 3);
        assertThat(with.has("bytesSize")).isFalse();
    }

    @Test
    void a_line_holds_nothing_that_a_terminal_obeys_and_still_says_what_was_there() throws IOException {
        String evil = "\u001b[2J\u009b<script>\u2028\u202e\u007f\"";

        String line = json(false, TestingRecords.reject(evil));

        assertThat(line).matches("[\\x20-\\x7e]+\n");
        assertThat(new ObjectMapper().readTree(line).get("detail").asText()).isEqualTo(evil);
    }

    @Test
    void what_is_no_number_is_null() throws IOException {
        Classification broken = Classification.newBuilder(TestingRecords.answer("cam", 9))
                .setConfidence(Float.NaN)
                .build();

        assertThat(new ObjectMapper()
                        .readTree(json(false, broken))
                        .get("confidence")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_table_has_the_columns_of_all_kinds_and_quotes_what_needs_it() throws IOException {
        List<String> lines = csv(
                false,
                List.of(Reject.getClassSchema()),
                TestingRecords.reject("said \"no\", then\nended\u001b"),
                TestingRecords.reject("plain"));

        assertThat(lines.get(0))
                .isEqualTo("record,kafka.topic,kafka.partition,kafka.offset,kafka.timestamp,kafka.key,topic,partition,"
                        + "offset,timestamp,keySize,reason,detail,originalSize,index,samples");
        assertThat(String.join("\n", lines.subList(1, 3)))
                .isEqualTo("reject,topic,0,17,2026-01-31T12:00:00.250Z,cam,offramp-frames,3,1205,"
                        + "2026-01-31T12:00:00.220Z,3,TRUNCATED_IMAGE,\"said \"\"no\"\", then\nended\\u001b\",3,0,1");
        assertThat(lines.get(3)).endsWith("TRUNCATED_IMAGE,plain,3,0,1");
    }

    @Test
    void nested_fields_have_dots_and_lists_are_json_in_one_cell() throws IOException {
        List<String> lines = csv(
                false,
                List.of(Classification.getClassSchema(), Gap.getClassSchema()),
                TestingRecords.answer("cam", 9),
                TestingRecords.gap("cam", 10, 12));

        assertThat(lines.get(0))
                .contains(",journey.multiplyAdds,", ",videoTime.pts,", ",top,", ",from,to,frames,reason,");
        assertThat(lines.get(1))
                .contains("\"[{\"\"index\"\":7,\"\"name\"\":\"\"Sneaker\"\",\"\"probability\"\":0.875},");
        assertThat(lines.get(2)).startsWith("gap,").contains(",10,12,2,NOT_SEEN,");
    }

    @Test
    void a_table_without_records_still_has_its_header() throws IOException {
        assertThat(csv(false, List.of(Gap.getClassSchema())))
                .containsExactly(
                        "record,kafka.topic,kafka.partition,kafka.offset,kafka.timestamp,kafka.key,stream,epoch,"
                                + "from,to,frames,reason,declaredAt");
    }

    @Test
    void every_kind_of_frame_fits_one_table() throws IOException {
        List<String> lines = csv(
                true,
                List.of(Frame.getClassSchema(), Segment.getClassSchema(), EndOfStream.getClassSchema()),
                TestingRecords.frame("cam", FrameEncoding.PNG, new byte[] {1, 2, 3}),
                TestingRecords.segment(),
                TestingRecords.end());

        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("frame,").contains(",PNG,", ",AQID,");
        assertThat(lines.get(2)).startsWith("segment,").contains(",H264,");
        assertThat(lines.get(3)).startsWith("end-of-stream,");
    }

    private static String json(boolean bytes, SpecificRecord record) throws IOException {
        var out = new StringWriter();
        new JsonSink(out, new RecordJson(bytes)).write(TestingRecords.read("cam", record));
        return out.toString();
    }

    private static List<String> csv(boolean bytes, List<org.apache.avro.Schema> schemas, SpecificRecord... records)
            throws IOException {
        var out = new StringWriter();
        try (var sink = new CsvSink(out, CsvColumns.of(schemas, bytes), new RecordJson(bytes))) {
            for (SpecificRecord record : records) {
                sink.write(TestingRecords.read("cam", record));
            }
        }
        return out.toString().lines().toList();
    }

    private static List<String> fieldsOf(JsonNode json) {
        return json.properties().stream()
                .flatMap(field -> Stream.of(field.getKey()))
                .toList();
    }
}
