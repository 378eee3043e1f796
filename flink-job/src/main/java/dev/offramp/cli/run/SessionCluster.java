package dev.offramp.cli.run;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink session cluster that is running already; the job is sent to it as a jar. */
public record SessionCluster(URI webUi, Path jobJar) implements Cluster {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HTTP_OK = 200;

    /** Fails with one line where no JobManager answers at the address. */
    public static SessionCluster at(URI address, Path jobJar) {
        if (address.getHost() == null || address.getPort() < 0) {
            throw new CommandFailure("--cluster must look like http://jobmanager:8081, was " + address);
        }
        var request = HttpRequest.newBuilder(address.resolve("/overview"))
                .timeout(PATIENCE)
                .build();
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != HTTP_OK) {
                throw new CommandFailure(
                        "what answers at " + address + " is no Flink JobManager (HTTP " + status + ")");
            }
            return new SessionCluster(address, jobJar);
        } catch (IOException failure) {
            throw new CommandFailure(
                    "no Flink JobManager answers at " + address + ": is it running, and is --cluster right?", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting for " + address, stopped);
        }
    }

    @Override
    public StreamExecutionEnvironment environment(Configuration config) {
        return StreamExecutionEnvironment.createRemoteEnvironment(
                webUi.getHost(), webUi.getPort(), config, jobJar.toString());
    }

    /** The cluster is not this command's to end. */
    @Override
    public void close() {}
}
