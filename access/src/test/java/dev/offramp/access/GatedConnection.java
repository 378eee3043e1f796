package dev.offramp.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.embedded.EmbeddedChannel;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultHttpContent;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultHttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.FullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;

/** A connection with a gate in it; passwords are compared when the test says so. */
final class GatedConnection implements AutoCloseable {

    private final Queue<Runnable> comparisons = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private final EmbeddedChannel channel;

    GatedConnection(Gate.Door door) {
        this.channel = channel(door, comparisons::add);
    }

    GatedConnection(Gate.Door door, Executor comparisons) {
        this.channel = channel(door, comparisons);
    }

    private EmbeddedChannel channel(Gate.Door door, Executor executor) {
        return new EmbeddedChannel(new Gate(
                door,
                new Origin(new OwnNames(List.of("flink"))),
                executor,
                new RefusalLog(() -> 0, (line, cause) -> log.add(line))));
    }

    EmbeddedChannel channel() {
        return channel;
    }

    /** What was logged, within one moment. */
    List<String> log() {
        return log;
    }

    boolean isComparing() {
        return !comparisons.isEmpty();
    }

    void send(Object... messages) {
        channel.writeInbound(messages);
    }

    void compare() {
        comparisons.remove().run();
        channel.runPendingTasks();
    }

    /** What was answered, and nothing went on. */
    FullHttpResponse refused(int status) {
        FullHttpResponse answer = channel.readOutbound();
        assertThat(answer.status().code()).isEqualTo(status);
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.inboundMessages()).isEmpty();
        return answer;
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }

    static HttpRequest request(String path, String authorization) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path);
        request.headers().set(HttpHeaderNames.HOST, "flink:8081");
        if (!authorization.isEmpty()) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, authorization);
        }
        return request;
    }

    static DefaultHttpContent body(String text) {
        return new DefaultHttpContent(Unpooled.copiedBuffer(text, UTF_8));
    }
}
