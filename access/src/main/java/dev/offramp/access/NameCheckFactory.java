package dev.offramp.access;

import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.runtime.io.network.netty.OutboundChannelHandlerFactory;
import org.apache.flink.runtime.io.network.netty.SSLHandlerFactory;
import org.apache.flink.runtime.net.SSLUtils;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.util.ConfigurationException;

/** Has Flink's own client check whom it speaks with over TLS; Flink finds it by its name in {@code META-INF/services}. */
public final class NameCheckFactory implements OutboundChannelHandlerFactory {

    private record Known(Configuration config, SSLHandlerFactory tls) {}

    private Optional<Known> known = Optional.empty();

    @Override
    public int priority() {
        return 0;
    }

    /** @throws ConfigurationException where the trust store cannot be read */
    @Override
    public Optional<ChannelHandler> createHandler(Configuration config) throws ConfigurationException {
        return SecurityOptions.isRestSSLEnabled(config) ? Optional.of(new NameCheck(tls(config))) : Optional.empty();
    }

    /** Flink asks with each connection, and key stores are slow to read. */
    private synchronized SSLHandlerFactory tls(Configuration config) throws ConfigurationException {
        if (known.isEmpty() || !known.get().config().equals(config)) {
            try {
                known = Optional.of(
                        new Known(new Configuration(config), SSLUtils.createRestClientSSLEngineFactory(config)));
            } catch (Exception failure) { // Flink declares no narrower one
                throw new ConfigurationException(
                        "security.ssl.rest.* cannot be read: " + failure.getMessage(), failure);
            }
        }
        return known.get().tls();
    }
}
