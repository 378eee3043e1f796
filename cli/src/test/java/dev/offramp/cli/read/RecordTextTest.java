package dev.offramp.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.Classification;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.Gap;
import dev.offramp.schema.GapReason;
import dev.offramp.schema.StreamThroughput;
import dev.offramp.schema.ThroughputWindow;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecordTextTest {

    @Test
    void answers_and_the_gaps_between_them_stand_in_columns() {
        Classification late = Classification.newBuilder(TestingRecords.answer("lobby-17", 123))
                .setLate(true)
                .setLabel(7)
                .build();

        assertThat(lines(
                        new AnswerText(),
                        TestingRecords.answer("lobby-7", 9),
                        TestingRecords.gap("lobby-7", 10, 12),
                        TestingRecords.gap("lobby-7", 12, 13),
                        late))
                .containsExactly(
                        "2026-01-31T12:00:00.250Z  lobby-7  9  Sneaker  87.5 %  exit 2  CONFIDENT  6.07 M  30 ms  wrong, it is class 9",
                        "2026-01-31T12:00:00.250Z  lobby-7  10-11  gap, NOT_SEEN: 2 frames have no answer",
                        "2026-01-31T12:00:00.250Z  lobby-7     12  gap, NOT_SEEN: 1 frame has no answer",
                        "2026-01-31T12:00:00.250Z  lobby-17    123  Sneaker  87.5 %  exit 2  CONFIDENT  6.07 M  30 ms  right, late");
    }

    @Test
    void frames_that_never_had_a_number_are_missing_before_one() {
        Gap dropped = new Gap("cam", 0L, 12L, 12L, 3L, GapReason.DROPPED, TestingRecords.TIME);

        assertThat(lines(new AnswerText(), dropped))
                .containsExactly("2026-01-31T12:00:00.250Z  cam  12  gap before it, DROPPED: 3 frames have no answer");
    }

    @Test
    void an_answer_without_probabilities_leaves_the_column_empty() {
        Classification bare = Classification.newBuilder(TestingRecords.answer("cam", 9))
                .setTop(List.of())
                .setLabel(null)
                .build();

        assertThat(lines(new AnswerText(), bare))
                .containsExactly("2026-01-31T12:00:00.250Z  cam  9  Sneaker    exit 2  CONFIDENT  6.07 M  30 ms");
    }

    @Test
    void a_reject_says_why_and_which_record_it_was() {
        assertThat(lines(new RejectText(), TestingRecords.reject("the JPEG ends early, after 3 bytes")))
                .containsExactly("2026-01-31T12:00:00.250Z  cam  TRUNCATED_IMAGE  offramp-frames-3@1205"
                        + "  the JPEG ends early, after 3 bytes");
    }

    @Test
    void a_window_says_rate_exits_cost_latency_and_accuracy() {
        assertThat(lines(new WindowText(), TestingRecords.window()))
                .containsExactly(
                        "2026-01-31T11:59:50.250Z  10 s  fashion 1.0.0  2,128/s  exits 84/16 %  6.07 M  p50 8.5 ms"
                                + "  p99 50 ms  accuracy 93.7 %  99 of 100 deadlines met");
    }

    @Test
    void below_a_window_stand_the_streams_that_cost_most_within_80_columns() {
        ThroughputWindow window = ThroughputWindow.newBuilder(TestingRecords.window())
                .setStreams(List.of(
                        stream("site-1/north/loading-bay/camera-17", 10_000, 64_584_800_000L, 5_000L, 5_000L),
                        stream("gate", 10_640, 32_292_400_000L, 10_640L),
                        stream("evil\u001b]0;", 40, 16_146_200_000L, 0L, 40L),
                        stream("small", 10, 1_000_000L, 10L)))
                .setOtherStreams(1_200)
                .build();

        List<String> below =
                new WindowText().line(TestingRecords.read("fashion", window)).below();

        assertThat(below)
                .containsExactly(
                        "    site-1/nort.../camera-17  50.0 %  1,000/s    6.46 M   50 % at exit 1",
                        "    gate                      25.0 %  1,064/s    3.04 M  100 % at exit 1",
                        "    evil\\u001b]0;             12.5 %    4.0/s  403.66 M    0 % at exit 1",
                        "    and 1,201 others          12.5 %     60/s   26.91 M");
        assertThat(below).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void the_widest_line_below_a_window_has_80_columns() {
        ThroughputWindow window = ThroughputWindow.newBuilder(TestingRecords.window())
                .setMultiplyAdds(99_999_900_000_000_000L)
                .setStreams(List.of(stream("x".repeat(60), 9_999_990, 99_999_900_000_000_000L, 9_999_990L)))
                .build();

        assertThat(new WindowText().line(TestingRecords.read("fashion", window)).below())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void a_window_that_names_no_streams_or_all_of_them_speaks_of_no_others() {
        ThroughputWindow one = ThroughputWindow.newBuilder(TestingRecords.window())
                .setStreams(List.of(stream("cam", 21_280, 129_169_600_000L, 21_280L)))
                .build();
        ThroughputWindow none = ThroughputWindow.newBuilder(TestingRecords.window())
                .setOtherStreams(7)
                .build();

        assertThat(new WindowText().line(TestingRecords.read("fashion", one)).below())
                .containsExactly("    cam  100.0 %  2,128/s  6.07 M  100 % at exit 1");
        assertThat(new WindowText().line(TestingRecords.read("fashion", none)).below())
                .isEmpty();
    }

    @Test
    void what_stands_below_a_record_is_written_below_it() throws IOException {
        ThroughputWindow window = ThroughputWindow.newBuilder(TestingRecords.window())
                .setStreams(List.of(stream("cam", 21_280, 129_169_600_000L, 21_280L)))
                .build();
        var out = new StringWriter();

        new TextSink(out, new WindowText()).write(TestingRecords.read("fashion", window));

        assertThat(out.toString().lines()).hasSize(2).last().asString().startsWith("    cam  100.0 %");
    }

    private static StreamThroughput stream(String name, long samples, long multiplyAdds, Long... exits) {
        return new StreamThroughput(name, samples, multiplyAdds, 0L, List.of(exits));
    }

    @Test
    void a_state_says_what_was_shown_before() {
        assertThat(lines(new StateText(), TestingRecords.state()))
                .containsExactly("2026-01-31T12:00:00.250Z  cam  31  Sneaker  75.0 %"
                        + "  before: nothing for sure, for 30 answers");
    }

    @Test
    void frames_segments_and_ends_of_streams_stand_in_columns() throws IOException {
        Frame png = TestingRecords.frame("cam", FrameEncoding.PNG, png(640, 480));
        Frame broken = TestingRecords.frame("cam", FrameEncoding.JPEG, new byte[] {1, 2, 3});

        List<String> lines = lines(new FrameText(), png, broken, TestingRecords.segment(), TestingRecords.end());

        assertThat(lines.get(0))
                .matches("2026-01-31T12:00:00.250Z {2}cam {2}5 {2}PNG {2}640x480 {2}\\d+ B {2}"
                        + "class 7, 2 lost before it");
        assertThat(lines.get(1)).matches(".*Z {2}cam {2}5 {2}JPEG {10,}3 B {2}class 7, 2 lost before it");
        assertThat(lines.get(2)).matches(".*Z {2}cam {2}6 {2}H264 {2}1920x1080 +8 B {2}segment, 2 of 3 pictures");
        assertThat(lines.get(3)).matches(".*Z {2}cam {2}8 {2}end of the stream, 1 lost before it");
    }

    @Test
    void nothing_that_others_wrote_is_obeyed_by_a_terminal() {
        String evil = "a\u001b]0;owned\u0007\nb\u202e\u009bc\u2028";

        String answer = lines(new AnswerText(), TestingRecords.answer(evil, 1)).get(0);
        String reject = lines(new RejectText(), TestingRecords.reject(evil)).get(0);

        assertThat(answer).contains("a\\u001b]0;owned").matches("[\\x20-\\x7e]+");
        assertThat(reject)
                .endsWith("a\\u001b]0;owned\\u0007\\u000ab\\u202e\\u009bc\\u2028")
                .matches("[\\x20-\\x7e]+");
    }

    @Test
    void a_long_name_is_cut_in_its_middle_and_the_columns_hold() {
        String name = "begin" + "x".repeat(200) + "end";

        List<String> lines = lines(new AnswerText(), TestingRecords.answer(name, 1), TestingRecords.answer("short", 2));

        assertThat(lines.get(0)).contains("  begin").contains("...").contains("xxend  1  Sneaker");
        assertThat(lines.get(1).indexOf("  2  Sneaker")).isEqualTo(lines.get(0).indexOf("  1  Sneaker"));
    }

    private static List<String> lines(RecordText text, SpecificRecord... records) {
        var columns = new Columns(text.alignment());
        return new ArrayList<>(Arrays.stream(records)
                .map(record -> columns.align(text.line(TestingRecords.read("cam", record))))
                .toList());
    }

    private static byte[] png(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", out);
        return out.toByteArray();
    }
}
