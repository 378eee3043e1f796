package dev.offramp.it.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.it.TestBundle;
import dev.offramp.it.cluster.LocalCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster whose REST interface wants TLS, a user and a password; every command that asks it, and who has none of these. */
@Timeout(180)
class ClosedRestITCase {

    private static final String PASSWORD = "Plant-ed-rest Pass:4;x=y";
    private static final String STORE_PASSWORD = "Plant-ed-rest-store";
    private static final List<String> PAGES = List.of(
            "/config",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/jobmanager/log",
            "/jobmanager/stdout",
            "/taskmanagers");

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;
    private static LocalCluster cluster;
    private static Path settings;
    private static String hash;
    private static HttpClient client;
    private static String address;

    @BeforeAll
    static void start() throws Exception {
        Certificate certificate = Certificate.in(folder, STORE_PASSWORD);
        hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(6, PASSWORD.toCharArray());
        settings = Files.write(
                folder.resolve("settings.yaml"),
                List.of(
                        "security.ssl.rest.enabled: true",
                        "security.ssl.algorithms: TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", // the key is one of a curve
                        "security.ssl.rest.keystore: " + certificate.keystore(),
                        "security.ssl.rest.keystore-password: " + STORE_PASSWORD,
                        "security.ssl.rest.key-password: " + STORE_PASSWORD,
                        "security.ssl.rest.truststore: " + certificate.keystore(), // of a key it trusts the certificate
                        "security.ssl.rest.truststore-password: " + STORE_PASSWORD,
                        "access.users-file: " + Files.writeString(folder.resolve("users"), "anna:" + hash + "\n"),
                        "access.user: anna",
                        "access.password-file: " + Files.writeString(folder.resolve("password"), PASSWORD + "\n")));
        client = HttpClient.newBuilder()
                .sslContext(trusting(certificate.trusted()))
                .build();
        broker = EmbeddedBroker.start();
        cluster = LocalCluster.start(
                folder.resolve("cluster"), "--brokers=0", "--slots=1", "--config", settings.toString());
        address = "https://" + cluster.address("jobmanager-1");
    }

    @AfterAll
    static void end() {
        if (cluster != null) {
            cluster.close();
        }
        broker.close();
    }

    @Test
    void nobody_is_answered_but_over_tls_with_user_and_password() throws Exception {
        HttpResponse<String> inTheClear = ask(address.replace("https:", "http:") + "/overview", "anna", PASSWORD);
        HttpResponse<String> unnamed = answer(HttpRequest.newBuilder(URI.create(address + "/overview")));

        assertThat(inTheClear.statusCode()).isEqualTo(301);
        assertThat(inTheClear.body()).isEmpty();
        assertThat(unnamed.statusCode()).isEqualTo(401);
        assertThat(unnamed.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic "));
        assertThat(unnamed.body()).doesNotContain("taskmanagers");
        for (String path : List.of("/overview", "/", "/jobs", "/jobmanager/config", "/no-such-page")) {
            assertThat(ask(address + path, "anna", "wrong").statusCode())
                    .as(path)
                    .isEqualTo(401);
            assertThat(ask(address + path, "bert", PASSWORD).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(ask(address + "/overview", "anna", PASSWORD).body()).contains("taskmanagers");
    }

    @Test
    void what_others_upload_is_not_stored() throws Exception {
        assertThat(answer(upload("ours.jar", PASSWORD)).statusCode()).isEqualTo(200);
        assertThat(uploaded()).anyMatch(file -> file.endsWith("ours.jar"));

        assertThat(refused(401, upload("planted.jar", "wrong"))).isTrue();
        assertThat(uploaded()).noneMatch(file -> file.endsWith("planted.jar"));
    }

    /** As a browser sends it that knows the password, for a form on somebody's page. */
    @Test
    void what_a_page_of_another_site_has_a_browser_send_is_not_taken() throws Exception {
        assertThat(refused(403, upload("forged.jar", PASSWORD).header("Origin", "https://evil.example")))
                .isTrue();
        assertThat(refused(403, upload("forged.jar", PASSWORD).header("Sec-Fetch-Site", "cross-site")))
                .isTrue();
        assertThat(uploaded()).noneMatch(file -> file.endsWith("forged.jar"));
    }

    /** An image in somebody's page asks so, where a browser does not say which page it is. */
    @Test
    void a_get_that_cancels_is_taken_from_flink_s_own_page_alone() throws Exception {
        String cancel = address + "/jobs/" + "0".repeat(32) + "/yarn-cancel";
        HttpRequest.Builder fromFlinksPage = HttpRequest.newBuilder(URI.create(cancel))
                .header("Authorization", basic("anna", PASSWORD))
                .header("Referer", address + "/");

        assertThat(ask(cancel, "anna", PASSWORD).statusCode()).isEqualTo(403);
        assertThat(answer(fromFlinksPage).statusCode()).isEqualTo(404); // there is no such job
    }

    @Test
    void every_command_works_with_them_and_none_without_and_nothing_tells_them() throws Exception {
        cluster.run(
                "submit",
                "--bundle",
                TestBundle.FOLDER.toAbsolutePath().normalize().toString(),
                "--bootstrap",
                broker.bootstrapServers(),
                "--parallelism",
                "1");
        assertThat(offramp(0, "jobs", "--cluster", address, "--config", settings.toString()))
                .contains("RUNNING", address);
        assertThat(offramp(1, "jobs", "--cluster", address)).contains("no TLS with " + address);
        assertThat(offramp(1, "jobs", "--cluster", address.replace("https:", "http:")))
                .contains("does it want TLS");
        assertThat(offramp(
                        1,
                        "jobs",
                        "--cluster",
                        address,
                        "--config",
                        settingsWith("wrong").toString()))
                .contains("does not know who asks");
        var screen = new StringWriter();
        LocalCluster.offramp(
                screen,
                List.of(
                        "top",
                        "--once",
                        "--cluster",
                        address,
                        "--config",
                        settings.toString(),
                        "--bootstrap",
                        broker.bootstrapServers()));
        assertThat(screen.toString()).doesNotContain("no TLS", "who asks", "not clear");

        cluster.run("pause", "taskmanager-1");
        cluster.run("resume", "taskmanager-1");
        cluster.run("scale", "2");
        keepNothingOf(pages());
        assertThat(offramp(
                        0,
                        "stop",
                        "offramp-fashion-mnist-branchy",
                        "--cluster",
                        address,
                        "--config",
                        settings.toString()))
                .contains("Stopped. Savepoint: ")
                .doesNotContain(PASSWORD, STORE_PASSWORD);
        cluster.run("status");

        for (Path log : files(cluster.folder().resolve("log"))) {
            keepNothingOf(Files.readString(log, ISO_8859_1));
        }
        for (String member : cluster.names("")) {
            keepNothingOf(Files.readString(Path.of("/proc/" + cluster.pid(member) + "/cmdline")));
        }
    }

    @Test
    void without_tls_passwords_are_not_taken_beyond_this_machine() {
        var out = new StringWriter();
        int status = new LocalCluster(folder.resolve("other").toAbsolutePath())
                .execute(
                        out,
                        "up",
                        "--brokers=0",
                        "-D",
                        "access.users-file=" + folder.resolve("users"),
                        "-D",
                        "rest.bind-address=0.0.0.0");

        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).contains("access.users-file wants security.ssl.rest.enabled, or a loopback");
    }

    private static String offramp(int status, String... words) {
        var out = new StringWriter();
        assertThat(LocalCluster.offramp(out, List.of(words)))
                .as(String.join(" ", words) + ": " + out)
                .isEqualTo(status);
        return out.toString();
    }

    private static Path settingsWith(String password) throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong-password"), password + "\n");
        return Files.writeString(
                folder.resolve("wrong.yaml"),
                Files.readString(settings).replace(folder.resolve("password").toString(), wrong.toString()));
    }

    private static String pages() throws Exception {
        var all = new StringBuilder();
        for (String page : PAGES) {
            HttpResponse<String> answer = ask(address + page, "anna", PASSWORD);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            all.append(answer.body());
        }
        return all.toString();
    }

    private static void keepNothingOf(String text) {
        assertThat(text).doesNotContain(PASSWORD, STORE_PASSWORD, hash, basic("anna", PASSWORD));
    }

    private static HttpRequest.Builder upload(String name, String password) {
        String body = "--x\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"" + name + "\"\r\n\r\n"
                + "z".repeat(1 << 20) + "\r\n--x--\r\n";
        return HttpRequest.newBuilder(URI.create(address + "/jars/upload"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .header("Authorization", basic("anna", password))
                .POST(BodyPublishers.ofString(body));
    }

    private static List<String> uploaded() throws IOException {
        return files(cluster.folder().resolve("tmp")).stream()
                .map(Path::toString)
                .toList();
    }

    private static List<Path> files(Path where) throws IOException {
        try (Stream<Path> files = Files.walk(where)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static HttpResponse<String> ask(String where, String user, String password) throws Exception {
        return answer(HttpRequest.newBuilder(URI.create(where)).header("Authorization", basic(user, password)));
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** By an answer, or by a connection that is closed while the body is on its way. */
    private static boolean refused(int status, HttpRequest.Builder request) throws Exception {
        try {
            return answer(request).statusCode() == status;
        } catch (IOException closed) {
            return true;
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(ISO_8859_1));
    }

    private static SSLContext trusting(Path pem) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            store.setCertificateEntry(
                    "of-the-test", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }
}
