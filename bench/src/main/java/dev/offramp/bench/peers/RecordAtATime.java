package dev.offramp.bench.peers;

import static org.apache.flink.api.common.eventtime.WatermarkStrategy.noWatermarks;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.run.RunningJob;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.exit.Answer;
import dev.offramp.job.Settings;
import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.kafka.EncodeAnswersFunction;
import dev.offramp.kafka.KafkaEndpoints;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.registry.KnownSchemas;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink job as a user would write it after DJL's published examples (djl-demo, apache-flink): the whole network record by
 * record in one function, from the same broker, records and decoder to the same broker and records, on the same cluster.
 */
public record RecordAtATime(LocalSystem system, JobPlan plan) {

    /** Submits the job. */
    public RunningJob start() {
        StreamExecutionEnvironment env = system.environment(plan);
        draw(env, plan.settings());
        try {
            return new RunningJob(env.executeAsync("record-at-a-time"));
        } catch (Exception failure) { // Flink declares no narrower one
            throw new CommandFailure("the cluster did not take the job: " + failure.getMessage(), failure);
        }
    }

    private static void draw(StreamExecutionEnvironment env, Settings settings) {
        KafkaEndpoints ends = new KafkaEndpoints(settings.kafka(), KnownSchemas.NONE);
        env.fromSource(ends.frames(), noWatermarks(), "frames", ConsumedRecord.TYPE)
                .uid("frames")
                .flatMap(new PredictFunction(
                        settings.bundle(), settings.frames(), settings.exits().topK(), settings.intraOpThreads()))
                .returns(Answer.TYPE)
                .uid("predict")
                .process(
                        new EncodeAnswersFunction(
                                settings.bundle().classNames(), settings.kafka().maxResultBytes()),
                        OutgoingRecord.TYPE)
                .uid("encode")
                .sinkTo(ends.classifications())
                .uid("classifications");
    }
}
