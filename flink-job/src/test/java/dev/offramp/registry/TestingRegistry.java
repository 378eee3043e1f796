package dev.offramp.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** A registry in memory, with the part of Confluent's interface that this project uses; holds new versions to be fully compatible. */
public final class TestingRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_ID = 7;

    private final InetSocketAddress address;
    private volatile HttpServer server;
    private final List<String> schemas = new ArrayList<>(); // whose index, above the first id, is their id
    private final Map<String, List<Integer>> subjects = new TreeMap<>();
    private final Map<String, String> levels = new TreeMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Reply> instead = new ConcurrentLinkedQueue<>();
    private final Map<String, Reply> byPath = new ConcurrentHashMap<>();
    private volatile Optional<Reply> always = Optional.empty();

    private record Reply(int status, String body, Optional<String> retryAfter) {

        Reply(int status, String body) {
            this(status, body, Optional.empty());
        }
    }

    private TestingRegistry(HttpServer server) {
        this.server = server;
        this.address = server.getAddress();
    }

    public static TestingRegistry start() {
        HttpServer server = server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var registry = new TestingRegistry(server);
        registry.serve(server);
        return registry;
    }

    /** Nobody answers from now on. */
    public void stop() {
        server.stop(0);
    }

    /** It answers again where it did, and has what it had. */
    public void goOn() {
        server = server(address);
        serve(server);
    }

    private void serve(HttpServer bound) {
        bound.createContext("/", this::handle);
        bound.start();
    }

    private static HttpServer server(InetSocketAddress address) {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException failure) {
            throw new AssertionError("no server can be started at " + address, failure);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + address.getPort();
    }

    public RegistrySettings settings(ValueFormat format) {
        return new RegistrySettings(format, url(), "", "", "", false);
    }

    /** What was asked: method, path, and who asked where they said it. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The next request is answered so. */
    public void answerOnce(int status, String body) {
        instead.add(new Reply(status, body));
    }

    /** The next request is answered so, with the wish to be left alone for some seconds. */
    public void answerOnceAndAskForQuiet(int status, int seconds) {
        instead.add(new Reply(status, "", Optional.of(Integer.toString(seconds))));
    }

    /** Whoever asks for this path is answered so from now on. */
    public void answerAt(String path, int status, String body) {
        byPath.put(path, new Reply(status, body));
    }

    /** Every request is answered so from now on. */
    public void answerAlways(int status, String body) {
        always = Optional.of(new Reply(status, body));
    }

    /** As some client registers its own. */
    public synchronized int register(String subject, String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        int id = FIRST_ID + schemas.indexOf(schema);
        List<Integer> versions = subjects.computeIfAbsent(subject, unseen -> new ArrayList<>());
        if (!versions.contains(id)) {
            versions.add(id);
        }
        return id;
    }

    public synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    public synchronized Optional<String> level(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    /** As somebody sets a subject's level. */
    public synchronized void hold(String subject, String level) {
        levels.put(subject, level);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String who = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (who == null ? "" : " " + who));
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Reply planned = instead.poll();
        Reply reply = planned == null ? usual(exchange, body) : planned;
        reply.retryAfter().ifPresent(span -> exchange.getResponseHeaders().set("Retry-After", span));
        byte[] bytes = reply.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply usual(HttpExchange exchange, String body) {
        Reply here = byPath.get(exchange.getRequestURI().getPath());
        return here == null ? always.orElseGet(() -> reply(exchange, body)) : here;
    }

    private synchronized Reply reply(HttpExchange exchange, String body) {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
        String call = exchange.getRequestMethod() + " " + path[0] + "/" + path.length;
        try {
            return switch (call) {
                case "GET schemas/3" -> schema(Integer.parseInt(path[2]));
                case "POST subjects/2" -> lookup(name(path[1]), asked(body));
                case "POST subjects/3" -> post(name(path[1]), asked(body));
                case "GET subjects/4" -> newest(name(path[1]));
                case "POST compatibility/4" -> compatibility(name(path[2]), asked(body));
                case "GET config/2" -> config(name(path[1]));
                case "PUT config/2" -> set(name(path[1]), JSON.readTree(body));
                default -> throw new AssertionError("nobody of this project asks for " + call);
            };
        } catch (IOException unreadable) {
            return new Reply(422, error(42201, "unreadable"));
        }
    }

    private Reply schema(int id) {
        int index = id - FIRST_ID;
        return index < 0 || index >= schemas.size()
                ? notFound(40403, "Schema " + id + " not found")
                : good(object().put("schema", schemas.get(index)));
    }

    private Reply lookup(String subject, String schema) {
        if (!subjects.containsKey(subject)) {
            return notFound(40401, "Subject '" + subject + "' not found.");
        }
        return subjects.get(subject).stream()
                .filter(id -> schemas.get(id - FIRST_ID).equals(schema))
                .findFirst()
                .map(id -> good(object().put("subject", subject).put("id", id).put("schema", schema)))
                .orElseGet(() -> notFound(40403, "Schema not found"));
    }

    private Reply post(String subject, String schema) {
        return isCompatible(subject, schema)
                ? good(object().put("id", register(subject, schema)))
                : new Reply(409, error(409, "Schema being registered is incompatible with an earlier schema"));
    }

    private Reply newest(String subject) {
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        return versions.isEmpty()
                ? notFound(40401, "Subject '" + subject + "' not found.")
                : good(object().put("subject", subject)
                        .put("version", versions.size())
                        .put("id", versions.get(versions.size() - 1)));
    }

    private Reply compatibility(String subject, String schema) {
        ObjectNode verdict = object().put("is_compatible", isCompatible(subject, schema));
        if (!isCompatible(subject, schema)) {
            verdict.putArray("messages").add("a field is missing");
        }
        return good(verdict);
    }

    private boolean isCompatible(String subject, String schema) {
        return subjects.getOrDefault(subject, List.of()).stream()
                .map(id -> new Schema.Parser().parse(schemas.get(id - FIRST_ID)))
                .allMatch(
                        before -> reads(before, schema) && reads(new Schema.Parser().parse(schema), before.toString()));
    }

    private static boolean reads(Schema reader, String writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, new Schema.Parser().parse(writer))
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private Reply config(String subject) {
        return level(subject)
                .map(level -> good(object().put("compatibilityLevel", level)))
                .orElseGet(() -> notFound(40408, "Subject does not have subject-level compatibility configured"));
    }

    private Reply set(String subject, JsonNode body) {
        levels.put(subject, body.path("compatibility").asText());
        return good(object().put("compatibility", body.path("compatibility").asText()));
    }

    private static String asked(String body) throws IOException {
        return JSON.readTree(body).path("schema").asText();
    }

    private static String name(String encoded) {
        return URLDecoder.decode(encoded, UTF_8);
    }

    private static Reply good(ObjectNode body) {
        return new Reply(200, body.toString());
    }

    private static Reply notFound(int code, String message) {
        return new Reply(404, error(code, message));
    }

    /** As a registry says what is wrong. */
    public static String error(int code, String message) {
        return object().put("error_code", code).put("message", message).toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void close() {
        stop();
    }
}
