package dev.offramp.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.Channel;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInitializer;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPipeline;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;
import org.apache.flink.util.ConfigurationException;

/** Puts a {@link Gate} into each connection to Flink's REST interface; Flink finds it by its name in {@code META-INF/services}. */
public final class GateFactory implements InboundChannelHandlerFactory {

    private static final int MOST_COMPARISONS_WAITING = 100;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Executor comparisons = oneThread();
    private final RefusalLog log = new RefusalLog();
    private Optional<CurrentUsers> current = Optional.empty();

    /** Before handlers of others: who is not known reaches none of them. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    /** Where settings or users cannot be read or are not safe, nobody is let in, and the log says why. */
    @Override
    public Optional<ChannelHandler> createHandler(Configuration config, Map<String, String> responseHeaders) {
        return Optional.of(before(new Gate(door(config), new Origin(OwnNames.in(config)), comparisons, log)));
    }

    private Gate.Door door(Configuration config) {
        try {
            Optional<Path> file = AccessSettings.from(config).usersFile();
            if (file.isEmpty()) {
                return Optional::empty;
            }
            CurrentUsers users = current(file.get());
            return () -> Optional.of(users.users());
        } catch (ConfigurationException unsafe) {
            return () -> {
                throw unsafe;
            };
        }
    }

    /** Flink adds handlers of others behind the one that stores what is uploaded; this one belongs before it. */
    private static ChannelHandler before(Gate gate) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel connection) {
                ChannelPipeline handlers = connection.pipeline();
                handlers.addAfter(handlers.context(HttpServerCodec.class).name(), "offramp-access", gate);
            }
        };
    }

    private synchronized CurrentUsers current(Path file) {
        if (current.isEmpty() || !current.get().file().equals(file)) {
            current = Optional.of(new CurrentUsers(file));
        }
        return current.get();
    }

    /** One core at most is kept busy by whoever tries passwords. */
    private static Executor oneThread() {
        var thread = new ThreadPoolExecutor(
                1, 1, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_COMPARISONS_WAITING), work -> {
                    Thread made = new Thread(work, "offramp-access");
                    made.setDaemon(true);
                    return made;
                });
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }
}
