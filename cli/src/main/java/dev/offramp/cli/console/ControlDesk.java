package dev.offramp.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.offramp.cli.policy.PolicyRequest;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.PolicyCheck;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Takes policies from the page: {@code POST /policy} with a JSON object of strings ({@link PolicyRequest}), and with the key of this
 * console, which only the address holds that it printed. Another site's page can send none: it neither knows the key nor may it send
 * the header.
 */
final class ControlDesk implements HttpHandler {

    static final String KEY_HEADER = "X-Offramp-Control";

    private static final int KEY_BYTES = 16;
    private static final int MOST_BYTES = 16 * 1024;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NO_SUCH_METHOD = 405;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    private final ObjectMapper json = new ObjectMapper();
    private final KafkaSettings settings;
    private final PolicyCheck check;
    private final String key;

    ControlDesk(KafkaSettings settings, PolicyCheck check) {
        this.settings = settings;
        this.check = check;
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = HexFormat.of().formatHex(random);
    }

    /** Who has it may set policies. */
    String key() {
        return key;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.sendResponseHeaders(NO_SUCH_METHOD, -1);
            return;
        }
        if (!hasKey(exchange)) {
            answer(
                    exchange,
                    FORBIDDEN,
                    "problem",
                    "the key is not that of this console: open the address that it printed");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        try {
            answer(exchange, OK, "lines", carriedOut(new PolicyRequest(strings(body))));
        } catch (JsonProcessingException noRequest) {
            answer(exchange, BAD_REQUEST, "problem", "the request is no JSON object of strings");
        } catch (CommandFailure refused) {
            answer(exchange, UNPROCESSABLE, "problem", refused.getMessage() + "");
        } catch (KafkaException broker) {
            answer(exchange, UNAVAILABLE, "problem", "the broker did not take it: " + broker.getMessage());
        }
    }

    /** An object of strings, and nothing else. */
    private Map<String, String> strings(byte[] body) throws IOException {
        JsonNode tree = json.readTree(body);
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            if (!field.getValue().isTextual()) {
                throw new JsonParseException(null, field.getKey() + " is no string");
            }
            fields.put(field.getKey(), field.getValue().asText());
        }
        if (!tree.isObject()) {
            throw new JsonParseException(null, "no object");
        }
        return fields;
    }

    /** One after the other: a version is made of the one before. */
    private synchronized List<String> carriedOut(PolicyRequest request) {
        return request.carryOut(settings, check);
    }

    private boolean hasKey(HttpExchange exchange) {
        String given = Optional.ofNullable(exchange.getRequestHeaders().getFirst(KEY_HEADER))
                .orElse("");
        return MessageDigest.isEqual(given.getBytes(UTF_8), key.getBytes(UTF_8));
    }

    private void answer(HttpExchange exchange, int status, String field, Object content) throws IOException {
        byte[] bytes = json.writeValueAsBytes(Map.of(field, content));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
