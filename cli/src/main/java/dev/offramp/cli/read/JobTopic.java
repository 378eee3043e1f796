package dev.offramp.cli.read;

import dev.offramp.kafka.KafkaOptions;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.ConfigOption;

/**
 * A topic of the job and what it holds.
 *
 * @param name  by which settings it is called what it is called
 * @param kinds of records, the usual one first
 */
record JobTopic(ConfigOption<String> name, List<RecordKind> kinds) {

    JobTopic {
        kinds = List.copyOf(kinds);
    }

    static JobTopic of(ConfigOption<String> name, List<Class<? extends SpecificRecord>> kinds) {
        return new JobTopic(name, kinds.stream().map(RecordKind::of).toList());
    }

    /** What the job writes is to be read once it is committed; what others write, as the job itself reads it. */
    boolean isWrittenByTheJob() {
        return !name.equals(KafkaOptions.FRAMES_TOPIC);
    }
}
