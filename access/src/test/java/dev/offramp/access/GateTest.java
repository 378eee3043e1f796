package dev.offramp.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.embedded.EmbeddedChannel;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultHttpContent;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultHttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.FullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    private static final String RIGHT = new Credentials("anna", "right").header();
    private static final String WRONG = new Credentials("anna", "wrong").header();

    @TempDir
    private Path folder;

    private final Queue<Runnable> comparisons = new ArrayDeque<>();
    private Path users;
    private EmbeddedChannel connection;

    @BeforeEach
    void connect() throws Exception {
        users = UsersFile.in(folder, "anna", "right");
        var current = new CurrentUsers(users);
        connection = new EmbeddedChannel(new Gate(() -> Optional.of(current.users()), comparisons::add));
    }

    @AfterEach
    void end() {
        connection.finishAndReleaseAll();
    }

    @Test
    void who_says_nothing_is_asked_and_nothing_of_the_request_goes_on() {
        var body = body("a jar");
        connection.writeInbound(request("/jars/upload", ""), body);

        assertRefused(401);
        assertThat(body.refCnt()).isZero();
        assertThat(comparisons).isEmpty();
    }

    @Test
    void a_wrong_password_is_refused_after_it_was_compared() {
        var body = body("a jar");
        connection.writeInbound(request("/jars/upload", WRONG), body);
        assertThat(connection.outboundMessages()).isEmpty();

        compare();

        assertRefused(401);
        assertThat(body.refCnt()).isZero();
    }

    @Test
    void a_right_password_lets_through_what_came_meanwhile_in_its_order() {
        HttpRequest first = request("/1", RIGHT);
        var body = body("one");
        HttpRequest second = request("/2", RIGHT);
        connection.writeInbound(first, body, second);
        assertThat(connection.config().isAutoRead()).isFalse();

        compare();

        assertThat(connection.inboundMessages()).containsExactly(first, body, second);
        assertThat(connection.config().isAutoRead()).isTrue();
    }

    @Test
    void a_password_that_was_right_before_is_not_compared_again() {
        connection.writeInbound(request("/1", RIGHT));
        compare();
        connection.writeInbound(request("/2", RIGHT));

        assertThat(comparisons).isEmpty();
        assertThat(connection.inboundMessages()).hasSize(2);
    }

    @Test
    void every_request_of_a_connection_is_asked() {
        connection.writeInbound(request("/1", RIGHT));
        compare();
        connection.readInbound();

        connection.writeInbound(request("/2", ""));

        assertRefused(401);
    }

    @Test
    void what_comes_behind_a_refused_request_does_not_go_on_either() {
        connection.writeInbound(request("/1", WRONG), request("/2", RIGHT));
        compare();

        assertRefused(401);
    }

    @Test
    void where_too_many_wait_the_next_one_is_sent_away() throws Exception {
        var current = Users.in(users);
        connection = new EmbeddedChannel(new Gate(() -> Optional.of(current), work -> {
            throw new RejectedExecutionException("crowded");
        }));
        connection.writeInbound(request("/1", RIGHT));

        FullHttpResponse answer = refused(429);
        assertThat(answer.content().toString(UTF_8)).contains("too many passwords wait");
        assertThat(answer.headers().get(HttpHeaderNames.RETRY_AFTER)).isEqualTo("10");
        assertThat(answer.headers().contains(HttpHeaderNames.WWW_AUTHENTICATE)).isFalse();
    }

    @Test
    void who_is_taken_out_of_the_file_is_out_on_an_open_connection_too() throws Exception {
        connection.writeInbound(request("/1", RIGHT));
        compare();
        connection.readInbound();

        UsersFile.in(folder, "bert", "other");
        connection.writeInbound(request("/2", RIGHT));
        compare();

        assertRefused(401);
    }

    @Test
    void who_is_taken_out_while_a_password_waits_to_be_compared_is_out() throws Exception {
        connection.writeInbound(request("/1", RIGHT));
        UsersFile.in(folder, "bert", "other");
        compare();

        assertRefused(401);
    }

    @Test
    void a_changed_password_holds_for_the_next_request() throws Exception {
        connection.writeInbound(request("/1", RIGHT));
        compare();
        UsersFile.in(folder, "anna", "changed");
        connection.writeInbound(request("/2", new Credentials("anna", "changed").header()));
        compare();
        assertThat(connection.inboundMessages()).hasSize(2);
        connection.readInbound();
        connection.readInbound();

        connection.writeInbound(request("/3", RIGHT));
        compare();

        assertRefused(401);
    }

    @Test
    void a_file_that_nobody_can_read_any_more_lets_nobody_in() throws Exception {
        connection.writeInbound(request("/1", RIGHT));
        compare();
        connection.readInbound();

        Files.writeString(users, "nonsense");
        connection.writeInbound(request("/2", RIGHT));

        assertThat(refused(503).content().toString(UTF_8)).contains("the JobManager's log says why");
    }

    /** Else the connection would hang for ever. */
    @Test
    void a_comparison_that_fails_is_answered() throws Exception {
        connection.writeInbound(request("/1", RIGHT));
        Files.delete(users);
        compare();

        refused(503);
    }

    @Test
    void a_page_of_another_site_is_refused_though_the_browser_knows_the_password() {
        connection.writeInbound(request("/1", RIGHT));
        compare();
        connection.readInbound();

        var body = body("a job");
        HttpRequest forged = request("/jobs", RIGHT);
        forged.headers().set("Sec-Fetch-Site", "cross-site");
        connection.writeInbound(forged, body);

        assertThat(refused(403).content().toString(UTF_8)).contains("a page of another site may not ask");
        assertThat(body.refCnt()).isZero();
    }

    @Test
    void where_everybody_may_ask_pages_of_other_sites_may_not() {
        connection = new EmbeddedChannel(new Gate(Optional::empty, comparisons::add));
        connection.writeInbound(request("/1", ""));
        assertThat(connection.inboundMessages()).hasSize(1);
        connection.releaseInbound();

        HttpRequest forged = request("/jars/upload", "");
        forged.headers().set("Origin", "https://evil.example").set("Host", "127.0.0.1:8081");
        connection.writeInbound(forged);

        refused(403);
    }

    @Test
    void what_waits_is_let_go_when_the_connection_ends() {
        var body = body("a jar");
        connection.writeInbound(request("/jars/upload", RIGHT), body);

        var unused = connection.close();
        compare();

        assertThat(body.refCnt()).isZero();
        assertThat(connection.inboundMessages()).isEmpty();
    }

    private void compare() {
        comparisons.remove().run();
        connection.runPendingTasks();
    }

    private void assertRefused(int status) {
        assertThat(refused(status).headers().get(HttpHeaderNames.WWW_AUTHENTICATE))
                .isEqualTo("Basic realm=\"Flink\", charset=\"UTF-8\"");
    }

    private FullHttpResponse refused(int status) {
        FullHttpResponse answer = connection.readOutbound();
        assertThat(answer.status().code()).isEqualTo(status);
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.inboundMessages()).isEmpty();
        return answer;
    }

    private static HttpRequest request(String path, String authorization) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path);
        if (!authorization.isEmpty()) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, authorization);
        }
        return request;
    }

    private static DefaultHttpContent body(String text) {
        return new DefaultHttpContent(Unpooled.copiedBuffer(text, UTF_8));
    }
}
