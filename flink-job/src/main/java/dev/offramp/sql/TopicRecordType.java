package dev.offramp.sql;

import dev.offramp.kafka.RecordKinds;
import dev.offramp.kafka.SingleObjectReader;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.schema.Classification;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Gap;
import dev.offramp.schema.PolicyUpdate;
import dev.offramp.schema.Reject;
import dev.offramp.schema.Segment;
import dev.offramp.schema.StreamState;
import dev.offramp.schema.ThroughputWindow;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The types of records that a table can be of. */
enum TopicRecordType {
    FRAME(Frame.class),
    SEGMENT(Segment.class),
    END_OF_STREAM(EndOfStream.class),
    CLASSIFICATION(Classification.class),
    GAP(Gap.class),
    STREAM_STATE(StreamState.class),
    REJECT(Reject.class),
    POLICY_UPDATE(PolicyUpdate.class),
    THROUGHPUT_WINDOW(ThroughputWindow.class);

    /** A table says of no registry where it is. */
    private static final WriterSchemas NO_REGISTRY = id -> {
        throw new Refusal(
                RefusalReason.NOT_AVRO,
                "it is in the form of a schema registry, with a schema's id, " + id + ", and this format reads Avro's"
                        + " single-object encoding alone, as jobs write it under kafka.value-format: single-object");
    };

    private final Class<? extends SpecificRecord> type;

    TopicRecordType(Class<? extends SpecificRecord> type) {
        this.type = type;
    }

    Schema schema() {
        return SpecificData.get().getSchema(type);
    }

    SingleObjectReader<? extends SpecificRecord> reader() {
        return new SingleObjectReader<>(type, NO_REGISTRY);
    }

    /** Whether a record is of one of the other types. */
    RecordKinds<Boolean> others() {
        Map<Class<? extends SpecificRecord>, Boolean> others = new HashMap<>();
        for (TopicRecordType other : values()) {
            if (other != this) {
                others.put(other.type, true);
            }
        }
        return new RecordKinds<>(NO_REGISTRY, others, false);
    }

    /** As its schema's file is called: {@code throughput-window}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
