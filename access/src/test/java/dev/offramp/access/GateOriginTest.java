package dev.offramp.access;

import static dev.offramp.access.GatedConnection.body;
import static dev.offramp.access.GatedConnection.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages of others have a browser ask, whether it knows a password or nobody needs one. */
class GateOriginTest {

    @TempDir
    private Path folder;

    private GatedConnection connection = new GatedConnection(Optional::empty);

    @AfterEach
    void end() {
        connection.close();
    }

    @Test
    void a_page_of_another_site_is_refused_though_the_browser_knows_the_password() throws Exception {
        Users users = Users.in(UsersFile.in(folder, "anna", "right"));
        String right = new Credentials("anna", "right").header();
        connection = new GatedConnection(() -> Optional.of(users));
        connection.send(request("/1", right));
        connection.compare();
        connection.channel().readInbound();

        var body = body("a job");
        HttpRequest forged = request("/jobs", right);
        forged.headers().set("Sec-Fetch-Site", "cross-site");
        connection.send(forged, body);

        assertThat(connection.refused(403).content().toString(UTF_8)).contains("a page of another site may not ask");
        assertThat(body.refCnt()).isZero();
    }

    @Test
    void where_everybody_may_ask_pages_of_other_sites_may_not() {
        connection.send(request("/1", ""));
        assertThat(connection.channel().inboundMessages()).hasSize(1);
        connection.channel().releaseInbound();

        HttpRequest forged = request("/jars/upload", "");
        forged.headers().set("Origin", "https://evil.example");
        connection.send(forged);

        connection.refused(403);
    }

    /** DNS rebinding: to the browser it is a page of this very server. */
    @Test
    void a_page_that_has_led_its_own_name_here_is_refused_and_nothing_that_it_sends_is_stored() {
        var body = body("a job");
        HttpRequest rebound = request("/jars/upload", "");
        rebound.headers()
                .set("Host", "evil.example:8081")
                .set("Origin", "http://evil.example:8081")
                .set("Sec-Fetch-Site", "same-origin");
        connection.send(rebound, body);

        assertThat(connection.refused(421).content().toString(UTF_8)).contains("access.hosts");
        assertThat(body.refCnt()).isZero();
        assertThat(connection.log()).singleElement().asString().contains("evil.example:8081", "access.hosts");
    }

    @Test
    void a_get_that_cancels_is_refused_where_no_browser_says_that_flink_s_own_page_asks() {
        HttpRequest image = request("/jobs/1/yarn-cancel", "");
        image.setMethod(HttpMethod.GET);
        connection.send(image);

        assertThat(connection.refused(403).content().toString(UTF_8)).contains("PATCH /jobs/:jobid");
    }

    /** Netty takes nearly everything for a header's value. */
    @Test
    void a_name_writes_nothing_but_a_name_into_the_log() {
        HttpRequest rebound = request("/", "");
        rebound.headers().set("Host", "evil ${jndi:x} \u0085ERROR all is lost " + "x".repeat(1000));
        connection.send(rebound);

        assertThat(connection.log())
                .singleElement()
                .asString()
                .doesNotContain("$", "{", "\u0085", "ERROR all", "x".repeat(200));
    }
}
