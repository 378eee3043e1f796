package dev.offramp.cli.read;

import dev.offramp.sample.Origin;
import dev.offramp.schema.Reject;
import java.time.Instant;
import java.util.List;

/** Rejects: of which stream, why, and which record it was. */
final class RejectText implements RecordText {

    @Override
    public String alignment() {
        return "llll";
    }

    @Override
    public TextLine line(TopicRecord record) {
        Reject reject = (Reject) record.value();
        Origin where = new Origin(
                        reject.getTopic(),
                        reject.getPartition(),
                        reject.getOffset(),
                        reject.getTimestamp().toEpochMilli())
                .at(reject.getIndex());
        return new TextLine(
                List.of(
                        Moment.of(Instant.ofEpochMilli(record.origin().timestampMillis())),
                        record.key(),
                        reject.getReason().name(),
                        where + (reject.getSamples() > 1 ? " and " + (reject.getSamples() - 1) + " more" : "")),
                reject.getDetail());
    }
}
