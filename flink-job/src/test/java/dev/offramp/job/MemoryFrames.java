package dev.offramp.job;

import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.kafka.EncodePoliciesFunction;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.sample.Origin;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** Frames of one raw pixel from several streams; how hard a frame is goes round from 1 to the number of exits. */
record MemoryFrames(int streams, int difficulties, Faults faults, Deal deal)
        implements GeneratorFunction<Long, ConsumedRecord> {

    private static final long serialVersionUID = 1;

    /** What is wrong with a stream's frames, by their sequence. */
    enum Faults {
        NONE,
        /** Of fifty, one is no record at all, one has a label that cannot be and one a picture. */
        SOME
    }

    /** How frames are dealt out to the streams: a source of several subtasks reads ranges of them. */
    enum Deal {
        IN_TURN,
        /** Runs of 2,000: a stream is in one range, as it is in one partition. */
        IN_RUNS
    }

    static final int RUN = 2_000;
    private static final int PERIOD = 50;
    private static final int LOST = 7;
    private static final int BAD_LABEL = 21;
    private static final int BAD_PICTURE = 33;

    MemoryFrames(int streams, int difficulties) {
        this(streams, difficulties, Faults.NONE, Deal.IN_TURN);
    }

    /** With faults; nothing that is read of a lost frame says which it was. */
    static Source<ConsumedRecord, ?, ?> faulty(long count, int streams, int difficulties) {
        return new DataGeneratorSource<>(
                new MemoryFrames(streams, difficulties, Faults.SOME, Deal.IN_TURN), count, ConsumedRecord.TYPE);
    }

    static boolean isLost(long sequence) {
        return sequence % PERIOD == LOST;
    }

    static boolean isRefused(long sequence) {
        return sequence % PERIOD == BAD_LABEL || sequence % PERIOD == BAD_PICTURE;
    }

    static Source<ConsumedRecord, ?, ?> source(long count, int streams, int difficulties) {
        return new DataGeneratorSource<>(new MemoryFrames(streams, difficulties), count, ConsumedRecord.TYPE);
    }

    /** The same, with every stream in one range of the source, as it is in one partition. */
    static Source<ConsumedRecord, ?, ?> inRuns(int streams, int difficulties) {
        return new DataGeneratorSource<>(
                new MemoryFrames(streams, difficulties, Faults.NONE, Deal.IN_RUNS),
                (long) streams * RUN,
                ConsumedRecord.TYPE);
    }

    /** The same, at most so many a second: a job that is stopped on its way. */
    static Source<ConsumedRecord, ?, ?> slow(long count, int perSecond, int streams, int difficulties) {
        return new DataGeneratorSource<>(
                new MemoryFrames(streams, difficulties),
                count,
                RateLimiterStrategy.perSecond(perSecond),
                ConsumedRecord.TYPE);
    }

    /** The same, with every stream in one range of the source. */
    static Source<ConsumedRecord, ?, ?> slowInRuns(long count, int perSecond, int streams, int difficulties) {
        return new DataGeneratorSource<>(
                new MemoryFrames(streams, difficulties, Faults.NONE, Deal.IN_RUNS),
                count,
                RateLimiterStrategy.perSecond(perSecond),
                ConsumedRecord.TYPE);
    }

    /** One policy, said once, and deletions for ever after: a job that goes on from a savepoint does not hear it again. */
    static Source<ConsumedRecord, ?, ?> policy(ScopedPolicy update) {
        byte[] nothing = {};
        return new DataGeneratorSource<>(
                index -> {
                    OutgoingRecord said = new EncodePoliciesFunction().map(update);
                    return new ConsumedRecord(
                            new Origin("policies", 0, index, 0),
                            index == 0 ? said.key() : nothing,
                            index == 0 ? said.value() : nothing,
                            index > 0);
                },
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(1),
                ConsumedRecord.TYPE);
    }

    /** Nothing but one deletion, as a compacted topic of policies may hold it. */
    static Source<ConsumedRecord, ?, ?> noPolicies() {
        byte[] nothing = {};
        return new DataGeneratorSource<>(
                index -> new ConsumedRecord(new Origin("policies", 0, index, 0), nothing, nothing, true),
                1,
                ConsumedRecord.TYPE);
    }

    @Override
    public ConsumedRecord map(Long index) {
        String stream = "stream-" + (deal == Deal.IN_RUNS ? index / RUN : index % streams);
        long sequence = deal == Deal.IN_RUNS ? index % RUN : index / streams;
        boolean faulty = faults == Faults.SOME;
        byte difficulty = (byte) (1 + sequence % difficulties);
        Frame frame = Frame.newBuilder()
                .setStream(stream)
                .setSequence(sequence)
                .setEventTime(Instant.ofEpochMilli(index))
                .setEncoding(FrameEncoding.RAW_RGB)
                .setWidth(1)
                .setHeight(1)
                .setBytes(ByteBuffer.wrap(
                        new byte[] {difficulty, 0, 0}, 0, faulty && sequence % PERIOD == BAD_PICTURE ? 2 : 3))
                .setLabel(faulty && sequence % PERIOD == BAD_LABEL ? 99 : 1)
                .build();
        byte[] value = faulty && isLost(sequence) ? new byte[1] : encoded(frame);
        return new ConsumedRecord(TestingTraces.origin(index), stream.getBytes(StandardCharsets.UTF_8), value);
    }

    private static byte[] encoded(Frame frame) {
        try {
            ByteBuffer buffer = Frame.getEncoder().encode(frame);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
