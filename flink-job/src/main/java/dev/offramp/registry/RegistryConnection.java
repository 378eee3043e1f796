package dev.offramp.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP with a registry, and asks one that is away again for as long as the patience lasts. Thread-safe. */
final class RegistryConnection {

    private static final String JSON_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_REDIRECTION = 300;
    private static final int FIRST_ERROR = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of bytes; schemas are some kilobytes. */
    private static final int LARGEST_ANSWER = 4 << 20;

    private final RegistrySettings settings;
    private final Duration patience;
    private final RegistryAccess access;
    private final Duration longestRequest;
    private @Nullable HttpClient client; // has a thread, which a job that asks nothing does not need

    RegistryConnection(RegistrySettings settings, Duration patience) {
        this(settings, patience, LONGEST_REQUEST);
    }

    /** @param longestRequest until the last byte of its answer */
    RegistryConnection(RegistrySettings settings, Duration patience, Duration longestRequest) {
        this.settings = settings;
        this.patience = patience;
        this.access = new RegistryAccess(settings);
        this.longestRequest = longestRequest;
    }

    private synchronized HttpClient client() {
        HttpClient open = client == null ? access.client(longestRequest) : client;
        client = open;
        return open;
    }

    /**
     * What a registry answered.
     *
     * @param body missing where it was no JSON
     */
    record Answer(int status, JsonNode body) {

        boolean isGood() {
            return status < FIRST_REDIRECTION;
        }

        /** The registry's own word for what it has not; 0 where something else answered. */
        int errorCode() {
            return body.path("error_code").asInt();
        }

        String said() {
            return "HTTP " + status + " " + body.path("message").asText();
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, JsonNode body) {
        return send(request(path).POST(BodyPublishers.ofString(body.toString())));
    }

    Answer put(String path, JsonNode body) {
        return send(request(path).PUT(BodyPublishers.ofString(body.toString())));
    }

    String url() {
        return settings.url();
    }

    private HttpRequest.Builder request(String path) {
        return access.signed(HttpRequest.newBuilder(URI.create(settings.url() + path)))
                .header("Accept", JSON_TYPE + ", application/json")
                .header("Content-Type", JSON_TYPE)
                .timeout(longestRequest);
    }

    private Answer send(HttpRequest.Builder request) {
        long end = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            String failure;
            try {
                HttpResponse<String> response = answered(request.build());
                if (!isPassing(response.statusCode())) {
                    return answer(response);
                }
                failure = "HTTP " + response.statusCode();
            } catch (SSLException untrusted) {
                throw new RegistryException(
                        "no TLS with the schema registry at " + url() + ": " + untrusted.getMessage() + "; is "
                                + RegistryOptions.CERTIFICATES.key() + " right?",
                        untrusted);
            } catch (IOException away) {
                failure = away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage();
            } catch (InterruptedException stopped) {
                throw stopped(stopped);
            }
            if (System.nanoTime() + pause.toNanos() > end) {
                throw new RegistryException("the schema registry at " + url() + " has not answered in "
                        + patience.toSeconds() + " s: " + failure + "; is it running, and is "
                        + RegistryOptions.URL.key() + " right?");
            }
            pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    /** The client's own timeout ends with the headers of an answer; this one with its last byte. */
    private HttpResponse<String> answered(HttpRequest request) throws IOException, InterruptedException {
        var asked = client().sendAsync(request, unused -> BoundedBody.subscriber(LARGEST_ANSWER));
        try {
            return asked.get(longestRequest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("no whole answer within " + longestRequest.toMillis() + " ms", late);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException own ? own : new IOException(failure.getCause());
        } finally {
            asked.cancel(true);
        }
    }

    /** What may be otherwise in a moment. */
    private static boolean isPassing(int status) {
        return status >= HttpURLConnection.HTTP_INTERNAL_ERROR || status == TOO_MANY_REQUESTS;
    }

    private Answer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN) {
            throw new RegistryException("the schema registry at " + url() + " does not allow "
                    + response.request().method() + " "
                    + response.request().uri().getPath() + " (HTTP " + status
                    + "): are " + RegistryOptions.USER.key() + " and " + RegistryOptions.PASSWORD_FILE.key()
                    + " right?");
        }
        if (status >= FIRST_REDIRECTION && status < FIRST_ERROR) {
            throw new RegistryException("what answers at " + url() + " sends elsewhere (HTTP " + status + "): is "
                    + RegistryOptions.URL.key() + " right?");
        }
        return new Answer(status, json(response.body()));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException other) {
            return MissingNode.getInstance();
        }
    }

    private void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stopped) {
            throw stopped(stopped);
        }
    }

    private RegistryException stopped(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new RegistryException("stopped while waiting for the schema registry at " + url(), stopped);
    }
}
