package dev.offramp.cli.ingest;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Asks a running ingest how its cameras are. */
record StatusClient(URI address) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    StatusClient {
        if (address.getHost() == null) {
            throw new CommandFailure("--status must look like http://host:9470, was " + address);
        }
    }

    /** Fails with one line where nobody answers, or somebody else. */
    List<CameraStatus> cameras() {
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        var request = HttpRequest.newBuilder(address.resolve("/status"))
                .timeout(PATIENCE)
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new CommandFailure(address + " is no ingest: it answered HTTP " + answer.statusCode());
            }
            return StatusJson.read(answer.body());
        } catch (IOException failure) {
            throw new CommandFailure(
                    "no ingest answers at " + address + ": does it run, with --listen, and is the address right?",
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting for " + address, stopped);
        }
    }
}
