package dev.offramp.cli.run;

import java.net.URI;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster that takes a job. */
public sealed interface Cluster extends AutoCloseable permits LocalCluster, SessionCluster {

    /** Where its web pages are. */
    URI webUi();

    /** An environment whose job runs on this cluster. */
    StreamExecutionEnvironment environment(Configuration config);

    @Override
    void close();
}
