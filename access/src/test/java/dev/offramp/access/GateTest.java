package dev.offramp.access;

import static dev.offramp.access.GatedConnection.body;
import static dev.offramp.access.GatedConnection.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.FullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in with which password. */
class GateTest {

    private static final String RIGHT = new Credentials("anna", "right").header();
    private static final String WRONG = new Credentials("anna", "wrong").header();

    @TempDir
    private Path folder;

    private Path users;
    private GatedConnection connection;

    @BeforeEach
    void connect() throws Exception {
        users = UsersFile.in(folder, "anna", "right");
        var current = new CurrentUsers(users);
        connection = new GatedConnection(() -> Optional.of(current.users()));
    }

    @AfterEach
    void end() {
        connection.close();
    }

    @Test
    void who_says_nothing_is_asked_and_nothing_of_the_request_goes_on() {
        var body = body("a jar");
        connection.send(request("/jars/upload", ""), body);

        assertRefused(401);
        assertThat(body.refCnt()).isZero();
        assertThat(connection.isComparing()).isFalse();
        assertThat(connection.log()).isEmpty(); // each browser begins so
    }

    @Test
    void a_wrong_password_is_refused_after_it_was_compared() {
        var body = body("a jar");
        connection.send(request("/jars/upload", WRONG), body);
        assertThat(connection.channel().outboundMessages()).isEmpty();

        connection.compare();

        assertRefused(401);
        assertThat(body.refCnt()).isZero();
        assertThat(connection.log()).singleElement().asString().contains("with a wrong password");
    }

    @Test
    void a_right_password_lets_through_what_came_meanwhile_in_its_order() {
        HttpRequest first = request("/1", RIGHT);
        var body = body("one");
        HttpRequest second = request("/2", RIGHT);
        connection.send(first, body, second);
        assertThat(connection.channel().config().isAutoRead()).isFalse();

        connection.compare();

        assertThat(connection.channel().inboundMessages()).containsExactly(first, body, second);
        assertThat(connection.channel().config().isAutoRead()).isTrue();
    }

    @Test
    void a_password_that_was_right_before_is_not_compared_again() {
        connection.send(request("/1", RIGHT));
        connection.compare();
        connection.send(request("/2", RIGHT));

        assertThat(connection.isComparing()).isFalse();
        assertThat(connection.channel().inboundMessages()).hasSize(2);
    }

    @Test
    void every_request_of_a_connection_is_asked() {
        connection.send(request("/1", RIGHT));
        connection.compare();
        connection.channel().readInbound();

        connection.send(request("/2", ""));

        assertRefused(401);
    }

    @Test
    void what_comes_behind_a_refused_request_does_not_go_on_either() {
        connection.send(request("/1", WRONG), request("/2", RIGHT));
        connection.compare();

        assertRefused(401);
    }

    @Test
    void where_too_many_wait_the_next_one_is_sent_away() throws Exception {
        var current = Users.in(users);
        connection = new GatedConnection(() -> Optional.of(current), work -> {
            throw new RejectedExecutionException("crowded");
        });
        connection.send(request("/1", RIGHT));

        FullHttpResponse answer = connection.refused(429);
        assertThat(answer.content().toString(UTF_8)).contains("too many passwords wait");
        assertThat(answer.headers().get(HttpHeaderNames.RETRY_AFTER)).isEqualTo("10");
        assertThat(answer.headers().contains(HttpHeaderNames.WWW_AUTHENTICATE)).isFalse();
    }

    @Test
    void who_is_taken_out_of_the_file_is_out_on_an_open_connection_too() throws Exception {
        connection.send(request("/1", RIGHT));
        connection.compare();
        connection.channel().readInbound();

        UsersFile.in(folder, "bert", "other");
        connection.send(request("/2", RIGHT));
        connection.compare();

        assertRefused(401);
    }

    @Test
    void who_is_taken_out_while_a_password_waits_to_be_compared_is_out() throws Exception {
        connection.send(request("/1", RIGHT));
        UsersFile.in(folder, "bert", "other");
        connection.compare();

        assertRefused(401);
    }

    @Test
    void a_changed_password_holds_for_the_next_request() throws Exception {
        connection.send(request("/1", RIGHT));
        connection.compare();
        UsersFile.in(folder, "anna", "changed");
        connection.send(request("/2", new Credentials("anna", "changed").header()));
        connection.compare();
        assertThat(connection.channel().inboundMessages()).hasSize(2);
        connection.channel().readInbound();
        connection.channel().readInbound();

        connection.send(request("/3", RIGHT));
        connection.compare();

        assertRefused(401);
    }

    @Test
    void a_file_that_nobody_can_read_any_more_lets_nobody_in() throws Exception {
        connection.send(request("/1", RIGHT));
        connection.compare();
        connection.channel().readInbound();

        Files.writeString(users, "nonsense");
        connection.send(request("/2", RIGHT));

        assertThat(connection.refused(503).content().toString(UTF_8)).contains("the JobManager's log says why");
    }

    /** Else the connection would hang for ever. */
    @Test
    void a_comparison_that_fails_is_answered() throws Exception {
        connection.send(request("/1", RIGHT));
        Files.delete(users);
        connection.compare();

        connection.refused(503);
    }

    @Test
    void what_waits_is_let_go_when_the_connection_ends() {
        var body = body("a jar");
        connection.send(request("/jars/upload", RIGHT), body);

        var unused = connection.channel().close();
        connection.compare();

        assertThat(body.refCnt()).isZero();
        assertThat(connection.channel().inboundMessages()).isEmpty();
    }

    private void assertRefused(int status) {
        assertThat(connection.refused(status).headers().get(HttpHeaderNames.WWW_AUTHENTICATE))
                .isEqualTo("Basic realm=\"Flink\", charset=\"UTF-8\"");
    }
}
