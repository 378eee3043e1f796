package dev.offramp.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderValues;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets through what known users ask on one connection, and answers everybody else before anything of a request's body is stored. A
 * password that was not right before is compared in another thread; what comes meanwhile waits. Runs in the connection's own thread.
 */
final class Gate extends ChannelInboundHandlerAdapter {

    private enum State {
        OPEN,
        COMPARING,
        SHUT
    }

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String CHALLENGE = "Basic realm=\"Flink\", charset=\"UTF-8\"";

    private final Users users;
    private final Executor comparisons;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private State state = State.OPEN;

    /** @param comparisons runs those that take long */
    Gate(Users users, Executor comparisons) {
        this.users = users;
        this.comparisons = comparisons;
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object message) {
        if (state == State.SHUT) {
            ReferenceCountUtil.release(message);
        } else if (state == State.COMPARING) {
            waiting.add(message);
        } else if (message instanceof HttpRequest request) {
            judge(connection, request);
        } else {
            connection.fireChannelRead(message);
        }
    }

    private void judge(ChannelHandlerContext connection, HttpRequest request) {
        Optional<Credentials> caller = Credentials.inHeader(request.headers().get(HttpHeaderNames.AUTHORIZATION));
        if (caller.isPresent() && users.remembers(caller.get())) {
            connection.fireChannelRead(request);
            return;
        }
        waiting.add(request);
        if (caller.isEmpty()) {
            refuse(connection, HttpResponseStatus.UNAUTHORIZED);
        } else {
            compare(connection, caller.get());
        }
    }

    private void compare(ChannelHandlerContext connection, Credentials caller) {
        state = State.COMPARING;
        connection.channel().config().setAutoRead(false);
        try {
            comparisons.execute(() -> {
                boolean isRight = users.admits(caller);
                connection.executor().execute(() -> goOn(connection, isRight));
            });
        } catch (RejectedExecutionException crowded) {
            refuse(connection, HttpResponseStatus.TOO_MANY_REQUESTS);
        }
    }

    private void goOn(ChannelHandlerContext connection, boolean isRight) {
        if (state != State.COMPARING) {
            return; // the connection has ended meanwhile
        }
        if (!isRight) {
            LOG.warn("A wrong user or password from {}", connection.channel().remoteAddress());
            refuse(connection, HttpResponseStatus.UNAUTHORIZED);
            return;
        }
        state = State.OPEN;
        connection.channel().config().setAutoRead(true);
        connection.fireChannelRead(waiting.remove());
        List<Object> later = List.copyOf(waiting);
        waiting.clear();
        later.forEach(message -> channelRead(connection, message));
        connection.fireChannelReadComplete();
    }

    private void refuse(ChannelHandlerContext connection, HttpResponseStatus status) {
        shut();
        var body = Unpooled.copiedBuffer("{\"errors\":[\"a user and a password are wanted\"]}", UTF_8);
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        answer.headers()
                .set(HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE)
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        // not at once: a connection that is closed has no gate any more, and the rest of what was read is still on its
        // way to it
        var unused = connection
                .writeAndFlush(answer)
                .addListener(written -> connection.executor().execute(() -> end(connection)));
    }

    private static void end(ChannelHandlerContext connection) {
        var unused = connection.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext connection) {
        shut();
    }

    private void shut() {
        state = State.SHUT;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
