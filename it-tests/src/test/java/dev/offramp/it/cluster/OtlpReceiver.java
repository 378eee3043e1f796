package dev.offramp.it.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A collector of OpenTelemetry: takes metrics and spans by OTLP over HTTP, and remembers the newest of each. */
final class OtlpReceiver implements AutoCloseable {

    private static final String SERVICE = "service.name";

    private final HttpServer server;
    private final Map<String, Metric> metrics = new ConcurrentHashMap<>();
    private final Map<String, Map<List<KeyValue>, NumberDataPoint>> points = new ConcurrentHashMap<>();
    private final Map<String, Span> spans = new ConcurrentHashMap<>();
    private final Set<String> services = ConcurrentHashMap.newKeySet();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    static OtlpReceiver start() throws IOException {
        var receiver =
                new OtlpReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        receiver.server.createContext("/v1/metrics", exchange -> receiver.take(exchange, receiver::takeMetrics));
        receiver.server.createContext("/v1/traces", exchange -> receiver.take(exchange, receiver::takeSpans));
        receiver.server.start();
        return receiver;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private interface Message {
        void read(byte[] body) throws InvalidProtocolBufferException;
    }

    private void take(HttpExchange exchange, Message message) throws IOException {
        int status = 200; // and no body, which is a response of the protocol that says nothing
        try {
            message.read(exchange.getRequestBody().readAllBytes());
        } catch (InvalidProtocolBufferException unreadable) {
            failures.add(exchange.getRequestURI() + ": " + unreadable.getMessage());
            status = 400;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void takeMetrics(byte[] body) throws InvalidProtocolBufferException {
        ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList().forEach(from -> {
            note(from.getResource());
            from.getScopeMetricsList().stream()
                    .flatMap(scope -> scope.getMetricsList().stream())
                    .forEach(this::note);
        });
    }

    private void takeSpans(byte[] body) throws InvalidProtocolBufferException {
        ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(from -> {
            note(from.getResource());
            from.getScopeSpansList().stream()
                    .flatMap(scope -> scope.getSpansList().stream())
                    .forEach(span -> spans.put(span.getName(), span));
        });
    }

    private void note(Resource resource) {
        resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(SERVICE))
                .forEach(attribute -> services.add(attribute.getValue().getStringValue()));
    }

    private void note(Metric metric) {
        metrics.put(metric.getName(), metric);
        Map<List<KeyValue>, NumberDataPoint> known =
                points.computeIfAbsent(metric.getName(), name -> new ConcurrentHashMap<>());
        Stream.concat(metric.getGauge().getDataPointsList().stream(), metric.getSum().getDataPointsList().stream())
                .forEach(point -> known.put(point.getAttributesList(), point));
    }

    /** The names of all metrics that came. */
    Set<String> names() {
        return Set.copyOf(metrics.keySet());
    }

    /** The newest of a name. */
    Optional<Metric> metric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    /** The newest number of each set of attributes. */
    Collection<NumberDataPoint> points(String name) {
        return points.getOrDefault(name, Map.of()).values();
    }

    /** The newest span of each name. */
    Map<String, Span> spans() {
        return Map.copyOf(spans);
    }

    /** Who has sent something, by its own name. */
    Set<String> services() {
        return Set.copyOf(services);
    }

    /** What could not be read. */
    Set<String> failures() {
        return Set.copyOf(failures);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
