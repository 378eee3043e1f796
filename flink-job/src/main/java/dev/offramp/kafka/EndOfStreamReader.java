package dev.offramp.kafka;

import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Unanswered;
import dev.offramp.schema.EndOfStream;

/** From a record that says that a stream ends to the place where it does, or why there is none. */
final class EndOfStreamReader {

    private final SingleObjectReader<EndOfStream> ends;

    EndOfStreamReader(WriterSchemas registry) {
        this.ends = new SingleObjectReader<>(EndOfStream.class, registry);
    }

    /** The end in a record whose key is the stream's id. */
    Unanswered read(ConsumedRecord record) throws Refusal {
        StreamKey.check(record.key());
        EndOfStream end = ends.read(record.value());
        StreamKey.checkSame(record.key(), "end of stream", end.getStream());
        long epoch = CaptureReader.epoch(end.getEpoch());
        int dropped = CaptureReader.count("dropped", end.getDropped());
        return Unanswered.end(end.getStream(), epoch, end.getSequence(), dropped);
    }
}
