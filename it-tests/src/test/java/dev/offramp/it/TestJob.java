package dev.offramp.it;

import dev.offramp.job.FlinkDefaults;
import dev.offramp.job.OfframpJob;
import dev.offramp.job.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The real job on a MiniCluster of its own, cancelled at the end. */
public record TestJob(JobClient client) implements AutoCloseable {

    public static TestJob start(TestTopics topics, Map<String, String> more) throws Exception {
        Configuration config = config(topics, more);
        Settings settings = Settings.from(config);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(config, settings));
        return new TestJob(OfframpJob.submit(env, settings));
    }

    /** Two subtasks, short checkpoints and windows, the shipped bundle as it is evaluated; {@code more} over that. */
    public static Configuration config(TestTopics topics, Map<String, String> more) {
        Map<String, String> entries = new HashMap<>(topics.settings());
        entries.put("bundle.path", TestBundle.FOLDER.toString());
        entries.put("stage.precision", "float32"); // auto may choose another on another day
        entries.put("parallelism.default", "2");
        entries.put("execution.checkpointing.interval", "500 ms");
        entries.put("throughput.window", "1 s");
        entries.put("rest.port", "0");
        entries.putAll(more);
        return Configuration.fromMap(entries);
    }

    public JobStatus status() throws Exception {
        return client.getJobStatus().get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        client.cancel().get(30, TimeUnit.SECONDS);
    }
}
