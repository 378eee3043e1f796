package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobManagerTest {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_job_runs_wholly_when_no_task_waits_any_more() {
        answer("/jobs/overview", """
                {"jobs": [
                  {"jid": "half", "state": "RUNNING", "tasks": {"total": 12, "running": 7}},
                  {"jid": "whole", "state": "RUNNING", "tasks": {"total": 12, "running": 12}}
                ]}""");

        assertThat(jobManager().isWhollyRunning("half")).isFalse();
        assertThat(jobManager().isWhollyRunning("whole")).isTrue();
        assertThat(jobManager().isWhollyRunning("unknown")).isFalse();
    }

    @Test
    void free_slots_are_those_that_the_cluster_tells() {
        answer("/overview", "{\"slots-total\": 4, \"slots-available\": 3}");

        assertThat(jobManager().freeSlots()).isEqualTo(3);
    }

    @Test
    void what_answers_but_is_no_job_manager_is_named() {
        answer("/overview", "<html>hello</html>");

        assertThatThrownBy(() -> jobManager().freeSlots())
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("no Flink JobManager answers at http://");
    }

    @Test
    void an_address_without_host_and_port_is_refused() {
        assertThatThrownBy(() -> new JobManager(URI.create("jobmanager")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--cluster must look like http://jobmanager:8081, was jobmanager");
    }

    private JobManager jobManager() {
        var address = server.getAddress();
        return new JobManager(URI.create("http://" + address.getHostString() + ":" + address.getPort()));
    }

    private void answer(String path, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }
}
