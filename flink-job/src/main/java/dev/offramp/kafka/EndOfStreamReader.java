package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Unanswered;
import dev.offramp.schema.EndOfStream;

/** From a record that says that a stream ends to the place where it does, or why there is none. */
final class EndOfStreamReader {

    private static final SingleObjectReader<EndOfStream> ENDS = new SingleObjectReader<>(EndOfStream.class);

    private EndOfStreamReader() {}

    /** Whether the record says to be one, by the fingerprint in its header. */
    static boolean isEndOfStream(ConsumedRecord record) {
        return ENDS.wrote(record.value());
    }

    /** The end in a record whose key is the stream's id. */
    static Unanswered read(ConsumedRecord record) throws Refusal {
        StreamKey.check(record.key());
        EndOfStream end = ENDS.read(record.value());
        StreamKey.checkSame(record.key(), "end of stream", end.getStream());
        long epoch = CaptureReader.epoch(end.getEpoch());
        int dropped = CaptureReader.count("dropped", end.getDropped());
        return Unanswered.end(end.getStream(), epoch, end.getSequence(), dropped);
    }
}
