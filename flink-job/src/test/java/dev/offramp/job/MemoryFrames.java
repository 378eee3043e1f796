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
record MemoryFrames(int streams, int difficulties) implements GeneratorFunction<Long, ConsumedRecord> {

    private static final long serialVersionUID = 1;

    static Source<ConsumedRecord, ?, ?> source(long count, int streams, int difficulties) {
        return new DataGeneratorSource<>(new MemoryFrames(streams, difficulties), count, ConsumedRecord.TYPE);
    }

    /** The same, at most so many a second: a job that is stopped on its way. */
    static Source<ConsumedRecord, ?, ?> slow(long count, int perSecond, int streams, int difficulties) {
        return new DataGeneratorSource<>(
                new MemoryFrames(streams, difficulties),
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
        String stream = "stream-" + index % streams;
        byte difficulty = (byte) (1 + index / streams % difficulties);
        Frame frame = Frame.newBuilder()
                .setStream(stream)
                .setSequence(index / streams)
                .setEventTime(Instant.ofEpochMilli(index))
                .setEncoding(FrameEncoding.RAW_RGB)
                .setWidth(1)
                .setHeight(1)
                .setBytes(ByteBuffer.wrap(new byte[] {difficulty, 0, 0}))
                .setLabel(1)
                .build();
        Origin origin = new Origin("frames", 0, index, System.currentTimeMillis());
        return new ConsumedRecord(origin, stream.getBytes(StandardCharsets.UTF_8), encoded(frame));
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
