package dev.offramp.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * What came back for a question.
 *
 * @param question   method and path
 * @param body       missing where it was no JSON
 * @param retryAfter for how long whoever answered wants to be left alone; zero where nothing was said
 */
record Answer(String question, int status, JsonNode body, Duration retryAfter) {

    private static final List<Integer> NOT_THERE = List.of(40401, 40402, 40403); // subject, version, schema
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_REDIRECTION = 300;
    private static final int FIRST_ERROR = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<String> response) {
        String question =
                response.request().method() + " " + response.request().uri().getPath();
        return new Answer(question, response.statusCode(), json(response.body()), retryAfter(response));
    }

    boolean isGood() {
        return status < FIRST_REDIRECTION;
    }

    boolean isRedirection() {
        return status >= FIRST_REDIRECTION && status < FIRST_ERROR;
    }

    /** The registry's own word for what is wrong; 0 where there is none. */
    int errorCode() {
        return body.path("error_code").asInt();
    }

    /** Whether a registry said this. Any server knows 404, and one that is starting says it often. */
    boolean isOfARegistry() {
        return isGood() ? body.isObject() : errorCode() != 0;
    }

    /** Whether the registry does not have what was asked for. */
    boolean isNotThere() {
        return NOT_THERE.contains(errorCode());
    }

    /** Whether it may be otherwise in a moment. */
    boolean mayPass() {
        return status >= HttpURLConnection.HTTP_INTERNAL_ERROR
                || status == TOO_MANY_REQUESTS
                || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT;
    }

    boolean isForbidden() {
        return status == HttpURLConnection.HTTP_FORBIDDEN;
    }

    boolean isUnauthorized() {
        return status == HttpURLConnection.HTTP_UNAUTHORIZED;
    }

    String said() {
        return ("HTTP " + status + " " + body.path("message").asText()).trim();
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException other) {
            return MissingNode.getInstance();
        }
    }

    /** In seconds; a date is not waited for. */
    private static Duration retryAfter(HttpResponse<String> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        return seconds.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }
}
