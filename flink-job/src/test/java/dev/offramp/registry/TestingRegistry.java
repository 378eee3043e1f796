package dev.offramp.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry in memory, with the part of Confluent's interface that this project uses, which answers otherwise where a test wants it. */
public final class TestingRegistry implements AutoCloseable {

    private final InetSocketAddress address;
    private volatile HttpServer server;
    private final TestingSubjects subjects = new TestingSubjects();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<TestingReply> instead = new ConcurrentLinkedQueue<>();
    private final Map<String, TestingReply> byPath = new ConcurrentHashMap<>();
    private volatile Optional<TestingReply> always = Optional.empty();

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
        instead.add(new TestingReply(status, body));
    }

    /** The next request is answered so, with the wish to be left alone for some seconds. */
    public void answerOnceAndAskForQuiet(int status, int seconds) {
        instead.add(new TestingReply(status, "", Optional.of(Integer.toString(seconds))));
    }

    /** Whoever asks for this path is answered so from now on. */
    public void answerAt(String path, int status, String body) {
        byPath.put(path, new TestingReply(status, body));
    }

    /** Every request is answered so from now on. */
    public void answerAlways(int status, String body) {
        always = Optional.of(new TestingReply(status, body));
    }

    /** As some client registers its own. */
    public int register(String subject, String schema) {
        return subjects.register(subject, schema);
    }

    public List<String> subjects() {
        return subjects.names();
    }

    public Optional<String> level(String subject) {
        return subjects.level(subject);
    }

    /** As somebody sets a subject's level. */
    public void hold(String subject, String level) {
        subjects.hold(subject, level);
    }

    /** As a registry says what is wrong. */
    public static String error(int code, String message) {
        return TestingReply.error(code, message);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String who = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (who == null ? "" : " " + who));
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        TestingReply planned = instead.poll();
        TestingReply reply = planned == null ? usual(exchange, body) : planned;
        reply.retryAfter().ifPresent(span -> exchange.getResponseHeaders().set("Retry-After", span));
        byte[] bytes = reply.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private TestingReply usual(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        TestingReply here = byPath.get(path);
        return here == null ? always.orElseGet(() -> subjects.reply(exchange.getRequestMethod(), path, body)) : here;
    }

    @Override
    public void close() {
        stop();
    }
}
