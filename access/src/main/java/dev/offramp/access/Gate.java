package dev.offramp.access;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;
import org.apache.flink.util.ConfigurationException;

/**
 * Lets through what known users ask on one connection, unless a page of others has their browser ask it, and answers everybody else
 * before anything of a request's body is stored. A password that was not right before is compared in another thread; what comes
 * meanwhile waits. Runs in the connection's own thread.
 */
final class Gate extends ChannelInboundHandlerAdapter {

    private enum State {
        OPEN,
        COMPARING,
        SHUT
    }

    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9.:\\[\\]_-]");
    private static final int LONGEST_NAME = 100;

    /** Who may ask at the moment; empty where everybody may. */
    interface Door {

        Optional<Users> users() throws ConfigurationException;
    }

    private final Door door;
    private final Origin origin;
    private final Executor comparisons;
    private final RefusalLog log;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private State state = State.OPEN;

    /**
     * @param door        asked with each request, in several threads
     * @param comparisons runs those that take long
     * @param log         of all connections
     */
    Gate(Door door, Origin origin, Executor comparisons, RefusalLog log) {
        this.door = door;
        this.origin = origin;
        this.comparisons = comparisons;
        this.log = log;
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
        waiting.add(request);
        Optional<Refusal> foreign = origin.refusal(request.method().name(), request.uri(), request.headers()::get);
        if (foreign.isPresent()) {
            log.note(foreign.get(), who(connection, request), Optional.empty());
            refuse(connection, foreign.get());
            return;
        }
        Optional<Credentials> caller = Credentials.inHeader(request.headers().get(HttpHeaderNames.AUTHORIZATION));
        try {
            Optional<Users> users = door.users();
            if (users.isEmpty() || caller.filter(users.get()::remembers).isPresent()) {
                connection.fireChannelRead(waiting.remove());
            } else if (caller.isEmpty()) {
                refuse(connection, Refusal.NOT_KNOWN);
            } else {
                compare(connection, caller.get());
            }
        } catch (ConfigurationException unreadable) {
            log.note(Refusal.UNCLEAR, remote(connection), Optional.of(unreadable));
            refuse(connection, Refusal.UNCLEAR);
        }
    }

    private void compare(ChannelHandlerContext connection, Credentials caller) {
        state = State.COMPARING;
        connection.channel().config().setAutoRead(false);
        try {
            comparisons.execute(() -> {
                Optional<Refusal> refusal = compared(connection, caller);
                connection.executor().execute(() -> goOn(connection, refusal));
            });
        } catch (RejectedExecutionException crowded) {
            log.note(Refusal.CROWDED, remote(connection), Optional.empty());
            refuse(connection, Refusal.CROWDED);
        }
    }

    /** Of those who may ask now: it may have waited for long. */
    private Optional<Refusal> compared(ChannelHandlerContext connection, Credentials caller) {
        try {
            Optional<Users> users = door.users();
            if (users.isEmpty() || users.get().admits(caller)) {
                return Optional.empty();
            }
            log.note(Refusal.NOT_KNOWN, remote(connection) + " with a wrong password", Optional.empty());
            return Optional.of(Refusal.NOT_KNOWN);
        } catch (ConfigurationException | RuntimeException failure) { // without an answer the connection would hang
            log.note(Refusal.UNCLEAR, remote(connection), Optional.of(failure));
            return Optional.of(Refusal.UNCLEAR);
        }
    }

    private void goOn(ChannelHandlerContext connection, Optional<Refusal> refusal) {
        if (state != State.COMPARING) {
            return; // the connection has ended meanwhile
        }
        if (refusal.isPresent()) {
            refuse(connection, refusal.get());
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

    private void refuse(ChannelHandlerContext connection, Refusal refusal) {
        shut();
        // not at once: a connection that is closed has no gate any more, and the rest of what was read is still on its
        // way to it
        var unused = connection
                .writeAndFlush(refusal.answer())
                .addListener(written -> connection.executor().execute(() -> end(connection)));
    }

    private static String remote(ChannelHandlerContext connection) {
        return String.valueOf(connection.channel().remoteAddress());
    }

    /** With the name that was asked, of which a stranger writes no more into the log than a name. */
    private static String who(ChannelHandlerContext connection, HttpRequest request) {
        String host = String.valueOf(request.headers().get(HttpHeaderNames.HOST));
        String readable = NO_NAME.matcher(host).replaceAll("?");
        return remote(connection) + " that asks " + readable.substring(0, Math.min(readable.length(), LONGEST_NAME));
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
