package dev.offramp.cli.read;

import dev.offramp.sample.Origin;
import dev.offramp.schema.CaptureClock;
import dev.offramp.schema.Classification;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.ExitThroughput;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.Gap;
import dev.offramp.schema.GapReason;
import dev.offramp.schema.LatencySummary;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
import dev.offramp.schema.Segment;
import dev.offramp.schema.ShownState;
import dev.offramp.schema.StreamState;
import dev.offramp.schema.ThroughputWindow;
import dev.offramp.schema.VideoCodec;
import dev.offramp.sql.TestAnswers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** One record of each kind, as a job or a source would write it. */
final class TestingRecords {

    static final Instant TIME = TestAnswers.TIME;

    private TestingRecords() {}

    /** A record as it was read from partition 0. */
    static TopicRecord read(String key, SpecificRecord value) {
        return at(0, 17, TIME.toEpochMilli(), key, value);
    }

    static TopicRecord at(int partition, long offset, long millis, String key, SpecificRecord value) {
        return new TopicRecord(new Origin("topic", partition, offset, millis), key, value);
    }

    static Classification answer(String stream, long sequence) {
        return Classification.newBuilder(TestAnswers.answer())
                .setStream(stream)
                .setSequence(sequence)
                .setLabel(9)
                .build();
    }

    static Gap gap(String stream, long from, long to) {
        return new Gap(stream, 0L, from, to, to - from, GapReason.NOT_SEEN, TIME);
    }

    static Reject reject(String detail) {
        return Reject.newBuilder()
                .setTopic("offramp-frames")
                .setPartition(3)
                .setOffset(1205)
                .setTimestamp(TIME.minusMillis(30))
                .setKey(ByteBuffer.wrap(new byte[] {'c', 'a', 'm'}))
                .setReason(RejectReason.TRUNCATED_IMAGE)
                .setDetail(detail)
                .setOriginal(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .setOriginalSize(3)
                .setSamples(1)
                .build();
    }

    static ThroughputWindow window() {
        LatencySummary latency = new LatencySummary(8500L, 40_000L, 50_000L, 61_000L, ByteBuffer.wrap(new byte[] {9}));
        return ThroughputWindow.newBuilder()
                .setWindowStart(TIME.minusSeconds(10))
                .setWindowEnd(TIME)
                .setBundleName("fashion")
                .setBundleVersion("1.0.0")
                .setSamples(21_280)
                .setSamplesPerSecond(2128)
                .setMultiplyAdds(129_169_600_000L)
                .setMeanMultiplyAdds(6_070_000)
                .setLabelled(1000)
                .setCorrect(937)
                .setAccuracy(0.937)
                .setWithDeadline(100)
                .setInTime(99)
                .setLatency(latency)
                .setExits(List.of(exit(1, 0.84, latency), exit(2, 0.16, latency)))
                .setStages(List.of())
                .build();
    }

    private static ExitThroughput exit(int number, double share, LatencySummary latency) {
        return ExitThroughput.newBuilder()
                .setExit(number)
                .setSamples(Math.round(21_280 * share))
                .setShare(share)
                .setLabelled(0)
                .setCorrect(0)
                .setLatency(latency)
                .build();
    }

    static StreamState state() {
        return StreamState.newBuilder()
                .setStream("cam")
                .setEpoch(0)
                .setSequence(31)
                .setSince(TIME)
                .setState(7)
                .setStateName("Sneaker")
                .setConfidence(0.75f)
                .setPrevious(new ShownState(null, null, TIME.minusSeconds(3), 30L))
                .setBundleName("fashion")
                .setBundleVersion("1.0.0")
                .setDeclaredAt(TIME)
                .build();
    }

    static Frame frame(String stream, FrameEncoding encoding, byte[] bytes) {
        return Frame.newBuilder()
                .setStream(stream)
                .setSequence(5)
                .setEventTime(TIME)
                .setEncoding(encoding)
                .setBytes(ByteBuffer.wrap(bytes))
                .setLabel(7)
                .setDropped(2)
                .build();
    }

    static Segment segment() {
        return Segment.newBuilder()
                .setStream("cam")
                .setSequence(6)
                .setEventTime(TIME)
                .setCodec(VideoCodec.H264)
                .setWidth(1920)
                .setHeight(1080)
                .setSizes(List.of(4, 2, 2))
                .setPts(List.of(0L, 1L, 2L))
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(25)
                .setPicked(List.of(0, 2))
                .setBytes(ByteBuffer.wrap(new byte[8]))
                .setClock(CaptureClock.FILE)
                .build();
    }

    static EndOfStream end() {
        return new EndOfStream("cam", 8L, TIME, 0L, 1);
    }
}
