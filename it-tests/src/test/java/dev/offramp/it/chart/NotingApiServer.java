package dev.offramp.it.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps objects as Kubernetes' API server does, as far as Flink needs it, and notes what was asked of it as roles have it: {@code create pods}. */
final class NotingApiServer implements AutoCloseable {

    private static final Pattern PATH = Pattern.compile("/apis?/[a-z0-9/]+/namespaces/[^/]+/([a-z]+)(?:/([^/]+))?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, JsonNode> objects = new ConcurrentHashMap<>();
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    NotingApiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A file for its clients. */
    String kubeconfig() {
        return """
            apiVersion: v1
            kind: Config
            current-context: here
            contexts: [{name: here, context: {cluster: here, user: flink}}]
            clusters: [{name: here, cluster: {server: "http://127.0.0.1:%d"}}]
            users: [{name: flink, user: {}}]
            """.formatted(server.getAddress().getPort());
    }

    void put(String resource, String name, String object) throws IOException {
        objects.put(resource + "/" + name, JSON.readTree(object));
    }

    Set<String> asked() {
        return Set.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!path.matches()) {
                send(exchange, 404, "{}");
                return;
            }
            String resource = path.group(1);
            String verb = verb(exchange, path.group(2) != null);
            asked.add(verb + " " + resource);
            switch (verb) {
                case "watch" -> send(exchange, 200, "");
                case "list" -> send(exchange, 200, list(resource));
                case "create", "update" -> send(exchange, 200, keep(resource, JSON.readTree(body)));
                case "delete" -> send(exchange, 200, kept(objects.remove(resource + "/" + path.group(2))));
                default -> send(exchange, resource + "/" + path.group(2));
            }
        }
    }

    private static String verb(HttpExchange exchange, boolean isNamed) {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        return switch (exchange.getRequestMethod()) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> isNamed ? "delete" : "deletecollection";
            default -> query.contains("watch=true") ? "watch" : isNamed ? "get" : "list";
        };
    }

    private String list(String resource) {
        return "{\"apiVersion\": \"v1\", \"kind\": \"" + (resource.equals("pods") ? "PodList" : "ConfigMapList")
                + "\", \"metadata\": {\"resourceVersion\": \"1\"}, \"items\": ["
                + String.join(
                        ",",
                        objects.entrySet().stream()
                                .filter(entry -> entry.getKey().startsWith(resource + "/"))
                                .map(entry -> entry.getValue().toString())
                                .toList())
                + "]}";
    }

    private String keep(String resource, JsonNode object) {
        ((ObjectNode) object.path("metadata")).put("resourceVersion", "1");
        objects.put(resource + "/" + object.at("/metadata/name").asText(), object);
        return object.toString();
    }

    private void send(HttpExchange exchange, String key) throws IOException {
        send(exchange, objects.containsKey(key) ? 200 : 404, kept(objects.get(key)));
    }

    private static String kept(JsonNode object) {
        return object == null ? "{\"apiVersion\": \"v1\", \"kind\": \"Status\"}" : object.toString();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
