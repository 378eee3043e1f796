package dev.offramp.cli.watch;

import dev.offramp.cli.broker.TopicReader;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.SingleObjectReader;
import dev.offramp.rejects.Refusal;
import dev.offramp.schema.Reject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Why records were refused lately. */
final class RejectsSource implements Source {

    private static final int NEWEST = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TopicSource topic;
    private final SingleObjectReader<Reject> rejects;
    private long seen = -1;

    RejectsSource(KafkaSettings settings) {
        this.topic = new TopicSource(settings, settings.topics().rejects(), NEWEST);
        this.rejects = new SingleObjectReader<>(Reject.class, settings.writerSchemas());
    }

    @Override
    public String name() {
        return "rejects";
    }

    @Override
    public void read(Board board) {
        TopicReader reader = topic.open();
        long ends = reader.ends();
        if (ends == seen) {
            return;
        }
        List<RejectCounts.Reason> reasons = new ArrayList<>();
        reader.newest(NEWEST, PATIENCE).forEach(record -> reasons.add(reason(record)));
        board.rejects(RejectCounts.of(reasons));
        seen = ends;
    }

    private RejectCounts.Reason reason(ConsumerRecord<byte[], byte[]> record) {
        try {
            Reject reject = rejects.read(TopicReader.value(record));
            String where = reject.getTopic() + "-" + reject.getPartition() + " at " + reject.getOffset();
            return new RejectCounts.Reason(reject.getReason().name(), 1, reject.getDetail(), where, record.timestamp());
        } catch (Refusal foreign) {
            String where = record.topic() + "-" + record.partition() + " at " + record.offset();
            return new RejectCounts.Reason("NO_REJECT", 1, foreign.detail(), where, record.timestamp());
        }
    }

    @Override
    public void close() {
        seen = -1;
        topic.close();
    }
}
