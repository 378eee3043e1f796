package dev.offramp.access;

import java.net.InetSocketAddress;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelOutboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.ssl.SslHandler;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/** Adds user and password to each request of a connection, unless they would travel in the clear beyond this machine. */
final class Caller extends ChannelOutboundHandlerAdapter {

    private final Credentials credentials;

    Caller(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void write(ChannelHandlerContext connection, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpRequest request) {
            if (!isSafe(connection)) {
                ReferenceCountUtil.release(message);
                promise.tryFailure(new IllegalStateException("a password is sent over TLS only"));
                var unused = connection.close();
                return;
            }
            request.headers().set(HttpHeaderNames.AUTHORIZATION, credentials.header());
        }
        super.write(connection, message, promise);
    }

    private static boolean isSafe(ChannelHandlerContext connection) {
        return connection.pipeline().get(SslHandler.class) != null
                || (connection.channel().remoteAddress() instanceof InetSocketAddress there
                        && !there.isUnresolved()
                        && there.getAddress().isLoopbackAddress());
    }
}
