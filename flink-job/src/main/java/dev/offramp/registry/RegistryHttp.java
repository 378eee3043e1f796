package dev.offramp.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a registry once, over HTTP. Thread-safe. */
final class RegistryHttp {

    private static final String JSON_TYPE = "application/vnd.schemaregistry.v1+json";

    /** Of bytes; schemas are some kilobytes. */
    private static final int LARGEST_ANSWER = 4 << 20;

    private final RegistrySettings settings;
    private final RegistryAccess access;
    private final Duration longestRequest;
    private @Nullable HttpClient client; // has a thread, which a job that asks nothing does not need

    /** @param longestRequest until the last byte of its answer */
    RegistryHttp(RegistrySettings settings, Duration longestRequest) {
        this.settings = settings;
        this.access = new RegistryAccess(settings);
        this.longestRequest = longestRequest;
    }

    /** @throws RegistryException where the password cannot be read */
    HttpRequest.Builder request(String path) {
        return access.signed(HttpRequest.newBuilder(URI.create(settings.url() + path)))
                .header("Accept", JSON_TYPE + ", application/json")
                .header("Content-Type", JSON_TYPE)
                .timeout(longestRequest);
    }

    /**
     * Whatever answers. The client's own timeout ends with the headers of an answer; this one with its last byte.
     *
     * @throws IOException       where nothing whole comes back
     * @throws RegistryException where the certificates cannot be read
     */
    Answer answer(HttpRequest request) throws IOException, InterruptedException {
        var asked = client().sendAsync(request, unused -> BoundedBody.subscriber(LARGEST_ANSWER));
        try {
            HttpResponse<String> response = asked.get(longestRequest.toMillis(), TimeUnit.MILLISECONDS);
            return Answer.of(response);
        } catch (TimeoutException late) {
            throw new IOException("no whole answer within " + longestRequest.toMillis() + " ms", late);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException own ? own : new IOException(failure.getCause());
        } finally {
            asked.cancel(true);
        }
    }

    private synchronized HttpClient client() {
        HttpClient open = client == null ? access.client(longestRequest) : client;
        client = open;
        return open;
    }
}
