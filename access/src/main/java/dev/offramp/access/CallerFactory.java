package dev.offramp.access;

import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.OutboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.util.ConfigurationException;

/** Has Flink's own client say who asks; Flink finds it by its name in {@code META-INF/services}. */
public final class CallerFactory implements OutboundChannelHandlerFactory {

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<ChannelHandler> createHandler(Configuration config) throws ConfigurationException {
        return Credentials.in(config).map(Caller::new);
    }
}
