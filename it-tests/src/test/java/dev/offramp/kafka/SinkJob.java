package dev.offramp.kafka;

import dev.offramp.registry.KnownSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A small job that ends in the real job's sinks and takes checkpoints as fast as Flink can, on a MiniCluster of its own. */
record SinkJob(String run, JobClient client) implements AutoCloseable {

    static final int PARALLELISM = 2;

    /** Starts without any state, as after a crash of everything. */
    static SinkJob start(Map<String, String> settings) throws Exception {
        KafkaSettings kafka = KafkaSettings.from(Configuration.fromMap(settings), new ArrayList<>());
        KafkaEndpoints ends = new KafkaEndpoints(kafka, KnownSchemas.NONE);
        String run = UUID.randomUUID().toString();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink());
        var answers = env.fromSource(
                        new NumberSequenceSource(0, Long.MAX_VALUE - 1), WatermarkStrategy.noWatermarks(), "numbers")
                .map(new NumberedAnswers(run))
                .returns(OutgoingRecord.TYPE);
        for (var sink : List.of(ends.classifications(), ends.rejects())) {
            answers.sinkTo(sink);
        }
        return new SinkJob(run, env.executeAsync("sinks-" + run));
    }

    private static Configuration flink() {
        return Configuration.fromMap(Map.of(
                "parallelism.default", Integer.toString(PARALLELISM),
                "taskmanager.numberOfTaskSlots", Integer.toString(PARALLELISM),
                "execution.checkpointing.interval", "10 ms",
                "restart-strategy.type", "none",
                "rest.port", "0"));
    }

    @Override
    public void close() throws Exception {
        client.cancel().get(30, TimeUnit.SECONDS);
    }
}
