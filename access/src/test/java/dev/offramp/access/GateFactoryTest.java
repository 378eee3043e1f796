package dev.offramp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.runtime.io.network.netty.OutboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.embedded.EmbeddedChannel;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;
import org.apache.flink.util.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateFactoryTest {

    @TempDir
    private Path folder;

    private final GateFactory factory = new GateFactory();
    private final Configuration settings = new Configuration();

    @BeforeEach
    void listenHere() {
        settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    }

    @Test
    void flink_finds_it_and_the_client_s_part() {
        assertThat(ServiceLoader.load(InboundChannelHandlerFactory.class))
                .hasAtLeastOneElementOfType(GateFactory.class);
        assertThat(ServiceLoader.load(OutboundChannelHandlerFactory.class))
                .hasAtLeastOneElementOfType(CallerFactory.class)
                .hasAtLeastOneElementOfType(NameCheckFactory.class);
    }

    /** A browser on this machine is reached by every page that it shows. */
    @Test
    void without_users_there_is_a_gate_for_pages_of_other_sites() throws Exception {
        assertThat(factory.createHandler(settings, Map.of())).isPresent();
    }

    /** As Flink builds a connection: its codec, what stores uploads, then what others add. */
    @Test
    void the_gate_stands_before_what_stores_uploads() throws Exception {
        settings.set(AccessOptions.USERS_FILE, UsersFile.in(folder, "anna", "a").toString());
        var connection = new EmbeddedChannel(new HttpServerCodec());
        connection.pipeline().addLast("uploads", new ChannelInboundHandlerAdapter());
        connection.pipeline().addLast(factory.createHandler(settings, Map.of()).orElseThrow());

        assertThat(connection.pipeline().names()).containsSubsequence("HttpServerCodec#0", "offramp-access", "uploads");
        connection.finishAndReleaseAll();
    }

    @Test
    void a_file_that_cannot_be_read_any_more_ends_the_next_connection() throws Exception {
        Path users = UsersFile.in(folder, "anna", "a");
        settings.set(AccessOptions.USERS_FILE, users.toString());
        factory.createHandler(settings, Map.of());

        Files.writeString(users, "nonsense");

        assertThatThrownBy(() -> factory.createHandler(settings, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("line 1 of ");
    }
}
