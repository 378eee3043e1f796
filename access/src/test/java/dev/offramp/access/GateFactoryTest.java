package dev.offramp.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.runtime.io.network.netty.OutboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.buffer.ByteBuf;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.embedded.EmbeddedChannel;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void without_users_there_is_a_gate_for_pages_of_other_sites() {
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

    /** An exception would be logged with its stack for each connection that anybody makes. */
    @Test
    void a_file_that_cannot_be_read_any_more_lets_nobody_in_on_the_next_connection() throws Exception {
        Path users = UsersFile.in(folder, "anna", "a");
        settings.set(AccessOptions.USERS_FILE, users.toString());
        factory.createHandler(settings, Map.of());

        Files.writeString(users, "nonsense");

        assertThat(statusOn(connection())).isEqualTo("503");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access.user-file", "access.users-file"})
    void settings_that_are_not_safe_let_nobody_in(String key) {
        settings.set(RestOptions.BIND_ADDRESS, "0.0.0.0");
        settings.setString(key, "/users");

        assertThat(statusOn(connection())).isEqualTo("503");
    }

    @Test
    void the_names_are_those_of_the_settings() {
        settings.set(AccessOptions.HOSTS, List.of("flink.example"));
        var connection = connection();

        connection.writeInbound(asked("GET / HTTP/1.1\r\nHost: flink.example\r\n\r\n"));
        assertThat(connection.outboundMessages()).isEmpty();
        connection.writeInbound(asked("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"));

        assertThat(answered(connection)).startsWith("HTTP/1.1 421 ").contains("access.hosts");
        connection.finishAndReleaseAll();
    }

    private EmbeddedChannel connection() {
        var connection = new EmbeddedChannel(new HttpServerCodec());
        connection.pipeline().addLast(factory.createHandler(settings, Map.of()).orElseThrow());
        return connection;
    }

    private static String statusOn(EmbeddedChannel connection) {
        connection.writeInbound(asked("GET /jobs HTTP/1.1\r\nHost: localhost:8081\r\n\r\n"));
        String status = answered(connection).split(" ", 3)[1];
        connection.finishAndReleaseAll();
        return status;
    }

    private static ByteBuf asked(String head) {
        return Unpooled.copiedBuffer(head, US_ASCII);
    }

    private static String answered(EmbeddedChannel connection) {
        var all = new StringBuilder();
        for (ByteBuf part = connection.readOutbound(); part != null; part = connection.readOutbound()) {
            all.append(part.toString(US_ASCII));
            part.release();
        }
        return all.toString();
    }
}
