package dev.offramp.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.console.PageServer.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageServerTest {

    private final PageServer server = PageServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Map.of("/", uri -> uri.getPath().equals("/") ? Optional.of(Content.json("{}")) : Optional.empty()),
            Map.of("/events", exchange -> exchange.sendResponseHeaders(200, -1)));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_is_there_is_served_and_may_be_framed_or_run_by_no_other_page() throws Exception {
        HttpResponse<String> answer = get(server.address());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'none'").contains("frame-ancestors 'none'"));
    }

    @Test
    void what_is_not_there_is_not_found_and_nothing_is_written() throws Exception {
        assertThat(get(server.address().resolve("/etc/passwd")).statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(server.address())
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(post, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_foreign_name_that_leads_to_this_machine_is_not_answered_to() throws IOException {
        assertThat(statusFor("evil.example:1234")).contains(" 403 ");
        assertThat(statusFor("localhost:" + server.address().getPort())).contains(" 200 ");
        assertThat(statusFor("127.0.0.2:8090")).contains(" 200 ");
        assertThat(statusFor("[::1]")).contains(" 200 ");
        assertThat(statusFor("1.2.3.4.evil.example")).contains(" 403 ");
    }

    @Test
    void a_page_of_another_site_is_not_answered_to_whatever_its_browser_says_of_it() throws IOException {
        assertThat(statusFor("localhost\r\nSec-Fetch-Site: cross-site")).contains(" 403 ");
        assertThat(statusFor("localhost\r\nSec-Fetch-Site: same-site")).contains(" 403 ");
        assertThat(statusFor("localhost\r\nOrigin: http://evil.example")).contains(" 403 ");
        assertThat(statusFor("localhost\r\nSec-Fetch-Site: same-origin")).contains(" 200 ");
        assertThat(statusFor("localhost\r\nOrigin: http://localhost")).contains(" 200 ");
    }

    private String statusFor(String host) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
