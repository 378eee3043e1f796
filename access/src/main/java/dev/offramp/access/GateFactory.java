package dev.offramp.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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

    private record FileVersion(Path file, FileTime changed, long bytes) {}

    private record Known(FileVersion version, Users users) {}

    private static final int MOST_COMPARISONS_WAITING = 100;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Executor comparisons = oneThread();
    private Optional<Known> known = Optional.empty();

    /** Before handlers of others: who is not known reaches none of them. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    /** @throws ConfigurationException where settings or users cannot be read or are not safe: Flink then closes the connection */
    @Override
    public Optional<ChannelHandler> createHandler(Configuration config, Map<String, String> responseHeaders)
            throws ConfigurationException {
        Optional<Path> file = AccessSettings.from(config).usersFile();
        return file.isEmpty() ? Optional.empty() : Optional.of(before(new Gate(users(file.get()), comparisons)));
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

    private synchronized Users users(Path file) throws ConfigurationException {
        FileVersion now = versionOf(file);
        if (known.isEmpty() || !known.get().version().equals(now)) {
            known = Optional.of(new Known(now, Users.in(file)));
        }
        return known.get().users();
    }

    private static FileVersion versionOf(Path file) throws ConfigurationException {
        try {
            return new FileVersion(file, Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException failure) {
            throw new ConfigurationException("the users in " + file + " cannot be read: " + failure, failure);
        }
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
