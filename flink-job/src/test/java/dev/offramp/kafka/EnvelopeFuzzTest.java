package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offramp.frames.FrameBounds;
import dev.offramp.frames.FramesSettings;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.rejects.RejectedRecordFormat;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedFrameFormat;
import dev.offramp.sample.Task;
import dev.offramp.sample.TestSegments;
import dev.offramp.sample.Unanswered;
import dev.offramp.sample.UnansweredFormat;
import dev.offramp.schema.Reject;
import dev.offramp.wire.WireCopy;
import dev.offramp.wire.WireFormat;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies on the topic of frames goes on as one thing, and each thing crosses the exchange unchanged. */
@Timeout(10)
class EnvelopeFuzzTest {

    private static final FramesSettings SETTINGS = FramesSettings.from(new Configuration(), List.of());

    private OneInputStreamOperatorTestHarness<ConsumedRecord, EncodedFrame> job;

    static Stream<byte[]> records() {
        byte[] segment = TestRecords.encoded(
                TestSegments.written("camera-1", TestSegments.striped(1).get(0), 7, List.of(1, 5))
                        .build());
        return Stream.of(
                KeyedBytes.row("camera-1", TestRecords.encoded(TestRecords.frame("camera-1"))),
                KeyedBytes.row("camera-1", TestRecords.encoded(TestRecords.end("camera-1"))),
                KeyedBytes.row("camera-1", segment));
    }

    @BeforeEach
    void open() throws Exception {
        job = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(
                new RouteFunction(new FrameBounds(SETTINGS), Task.CLASSIFICATION, 10, 64, KnownSchemas.NONE)));
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @MethodSource("records")
    @FuzzTest
    void a_record_becomes_one_frame_or_end_or_reject(byte[] row) throws Exception {
        ConsumedRecord record = KeyedBytes.in(row).record();
        WireCopy.assertSame(record, new ConsumedRecordFormat());

        job.processElement(record, 0);

        List<EncodedFrame> frames = job.extractOutputValues();
        List<Unanswered> ends = taken(Unanswered.ENDS);
        List<RejectedRecord> rejects = taken(RejectedRecord.REJECTS);
        job.getOutput().clear();
        assertThat(frames.size() + ends.size() + rejects.size()).isEqualTo(1);
        assertSameBehindTheExchange(frames, new EncodedFrameFormat());
        assertSameBehindTheExchange(ends, new UnansweredFormat());
        assertSameBehindTheExchange(rejects, new RejectedRecordFormat());
        for (RejectedRecord reject : rejects) {
            byte[] written = new EncodeRejectsFunction().map(reject).value();
            assertThat(Reject.getDecoder().decode(written).getDetail()).isNotBlank();
        }
    }

    private static <T> void assertSameBehindTheExchange(List<T> values, WireFormat<T> format) throws Exception {
        for (T value : values) {
            WireCopy.assertSame(value, format);
        }
    }

    private <T> List<T> taken(OutputTag<T> tag) {
        Queue<StreamRecord<T>> found = job.getSideOutput(tag);
        if (found == null) {
            return List.of();
        }
        List<T> values = found.stream().map(StreamRecord::getValue).toList();
        found.clear();
        return values;
    }
}
