package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionClusterTest {

    private final TestingJobManager jobManager = new TestingJobManager();

    @BeforeEach
    void start() {
        jobManager.start();
        jobManager.answer("/overview", "{\"slots-available\": 4}");
    }

    @AfterEach
    void stop() {
        jobManager.close();
    }

    @Test
    void what_the_cluster_says_of_how_jobs_run_is_taken_for_granted_and_nothing_else_of_it() {
        jobManager.answer("/jobmanager/config", """
                [{"key": "execution.checkpointing.interval", "value": "1s"},
                 {"key": "restart-strategy.type", "value": "fixed-delay"},
                 {"key": "heartbeat.timeout", "value": "20s"},
                 {"key": "rest.port", "value": "8081"},
                 {"key": "security.ssl.rest.key-password", "value": "******"}]
                """);

        var session = SessionCluster.at(jobManager.address(), new Configuration(), Path.of("job.jar"));

        assertThat(session.defaults().toMap())
                .isEqualTo(Map.of(
                        "execution.checkpointing.interval", "1s",
                        "restart-strategy.type", "fixed-delay",
                        "heartbeat.timeout", "20s"));
    }
}
