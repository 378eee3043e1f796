package dev.offramp.access;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import javax.net.ssl.SSLParameters;
import org.apache.flink.runtime.io.network.netty.SSLHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelOutboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.ssl.SslHandler;

/** Has a connection compare the name in the other side's certificate with the address that it goes to. */
final class NameCheck extends ChannelOutboundHandlerAdapter {

    private final SSLHandlerFactory tls;

    /** @param tls of Flink's settings */
    NameCheck(SSLHandlerFactory tls) {
        this.tls = tls;
    }

    @Override
    public void connect(
            ChannelHandlerContext connection, SocketAddress there, SocketAddress here, ChannelPromise connected)
            throws Exception {
        if (there instanceof InetSocketAddress address && connection.pipeline().get(SslHandler.class) != null) {
            // that of Flink does not know where it goes, and cannot be told
            connection.pipeline().replace(SslHandler.class, "offramp-tls", comparing(connection, address));
        }
        super.connect(connection, there, here, connected);
    }

    private SslHandler comparing(ChannelHandlerContext connection, InetSocketAddress address) {
        SslHandler handler = tls.createNettySSLHandler(connection.alloc(), address.getHostString(), address.getPort());
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        handler.engine().setSSLParameters(parameters);
        return handler;
    }
}
