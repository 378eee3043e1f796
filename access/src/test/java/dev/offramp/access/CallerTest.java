package dev.offramp.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFuture;
import org.apache.flink.shaded.netty4.io.netty.channel.embedded.EmbeddedChannel;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.handler.ssl.SslContextBuilder;
import org.apache.flink.shaded.netty4.io.netty.handler.ssl.SslHandler;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static final Credentials ANNA = new Credentials("anna", "secret");

    @Test
    void on_this_machine_each_request_says_who_asks() throws Exception {
        var connection = connectedTo(InetAddress.getLoopbackAddress());
        connection.writeOutbound(request());

        HttpRequest sent = connection.readOutbound();
        assertThat(sent.headers().get(HttpHeaderNames.AUTHORIZATION)).isEqualTo(ANNA.header());
        connection.finishAndReleaseAll();
    }

    @Test
    void elsewhere_nothing_is_sent_in_the_clear() throws Exception {
        var connection = connectedTo(InetAddress.getByName("192.0.2.1"));
        ChannelFuture written = connection.writeAndFlush(request());

        assertThat(written.cause()).hasMessage("a password is sent over TLS only");
        assertThat(connection.outboundMessages()).isEmpty();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void elsewhere_it_is_said_over_tls() throws Exception {
        var connection = connectedTo(InetAddress.getByName("192.0.2.1"));
        connection
                .pipeline()
                .addFirst(new SslHandler(SslContextBuilder.forClient().build().newEngine(connection.alloc())));
        HttpRequest request = request();
        var unused = connection.write(request); // HTTP's codec is not there to turn it into bytes

        assertThat(request.headers().get(HttpHeaderNames.AUTHORIZATION)).isEqualTo(ANNA.header());
        var unusedToo = connection.close();
    }

    private static EmbeddedChannel connectedTo(InetAddress there) {
        return new EmbeddedChannel(new Caller(ANNA)) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(there, 8081);
            }
        };
    }

    private static HttpRequest request() {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/jobs");
    }
}
