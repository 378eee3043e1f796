package dev.offramp.cli.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.flink.configuration.Configuration;

/** Speaks HTTP with a Flink JobManager; where nobody answers, or where it refuses, the command fails with one line. */
public final class FlinkRest {

    private static final String CAUSED_BY = "Caused by: ";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FIRST_REDIRECTION = 300;
    private static final int FIRST_ERROR = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final RestAccess access;
    private final HttpClient client;

    /**
     * Speaks with the JobManager at an address, as http://jobmanager:8081; nothing is asked yet.
     *
     * @param settings say whether over TLS (then of http://, too, https:// is made), and as whom
     */
    public FlinkRest(URI address, Configuration settings) {
        if (address.getHost() == null || address.getPort() < 0) {
            throw new CommandFailure("--cluster must look like http://jobmanager:8081, was " + address);
        }
        this.access = RestAccess.in(settings);
        this.address = access.checked(address);
        this.client = access.client(PATIENCE);
    }

    /** Of the JobManager, and of its web pages; https:// where it is asked over TLS. */
    public URI address() {
        return address;
    }

    /** The innermost cause in a text that may be a whole stack trace. */
    public static String reasonIn(String text) {
        int remoteCause = text.lastIndexOf(CAUSED_BY);
        return (remoteCause < 0 ? text : text.substring(remoteCause + CAUSED_BY.length()))
                .lines()
                .findFirst()
                .orElse(text);
    }

    /** What it answers. */
    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    /** What it answers to an order. */
    public JsonNode post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** Likewise, without a body. */
    public JsonNode patch(String path) {
        return send(request(path).method("PATCH", BodyPublishers.noBody()));
    }

    /** What its clock says, to the second; empty where it has no web pages, which alone tell. */
    public Optional<Instant> clock() {
        try {
            HttpResponse<Void> page = client.send(request("/index.html").GET().build(), BodyHandlers.discarding());
            return page.headers()
                    .firstValue("Date")
                    .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (IOException | DateTimeException unclear) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(String path) {
        return access.signed(HttpRequest.newBuilder(address.resolve(path))).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return read(client.send(request.build(), BodyHandlers.ofString()));
        } catch (SSLException failure) {
            throw new CommandFailure(
                    "no TLS with " + address + ": " + failure.getMessage() + "; is security.ssl.rest.truststore right?",
                    failure);
        } catch (IOException failure) {
            throw new CommandFailure(
                    "no Flink JobManager answers at " + address + ": is it running, and is --cluster right?", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting for " + address, stopped);
        }
    }

    private JsonNode read(HttpResponse<String> answer) throws JsonProcessingException {
        requireAnswer(answer);
        JsonNode body = JSON.readTree(answer.body());
        if (answer.statusCode() >= FIRST_ERROR) {
            String reason = reasonIn(body.at("/errors/0").asText("HTTP " + answer.statusCode()));
            throw new CommandFailure("the JobManager at " + address + " refused: " + reason);
        }
        return body;
    }

    private void requireAnswer(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
            throw new CommandFailure("the JobManager at " + address + " does not know who asks: are access.user and"
                    + " access.password-file right in --config?");
        }
        if (status >= FIRST_REDIRECTION && status < FIRST_ERROR) {
            throw new CommandFailure("what answers at " + address + " sends elsewhere: does it want TLS"
                    + " (security.ssl.rest.enabled in --config)?");
        }
    }
}
