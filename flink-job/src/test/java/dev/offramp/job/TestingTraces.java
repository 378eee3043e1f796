package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.sample.Origin;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Each record that a test reads belongs to a trace of its own, and so does what is made of it. */
final class TestingTraces {

    private TestingTraces() {}

    /** The record at an offset, in its trace. */
    static Origin origin(long offset) {
        return new Origin("frames", 0, offset, System.currentTimeMillis()).in(trace(offset));
    }

    private static String trace(long offset) {
        return "trace-" + offset;
    }

    static void assertOfTheirFrames(List<OutgoingRecord> answers) {
        assertThat(answers).isNotEmpty().allSatisfy(record -> {
            Classification answer = decoded(() -> Classification.getDecoder().decode(record.value(), null));
            assertThat(record.traceParent()).isEqualTo(trace(answer.getFrameOffset()));
        });
    }

    static void assertOfWhatWasRefused(List<OutgoingRecord> rejects) {
        assertThat(rejects).isNotEmpty().allSatisfy(record -> {
            Reject reject = decoded(() -> Reject.getDecoder().decode(record.value(), null));
            assertThat(record.traceParent()).isEqualTo(trace(reject.getOffset()));
        });
    }

    private interface Decoding<T> {
        T run() throws IOException;
    }

    private static <T> T decoded(Decoding<T> decoding) {
        try {
            return decoding.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
