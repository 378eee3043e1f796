package dev.offramp.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Opens connections to a registry: whose certificates are trusted, and as whom it is asked. */
record RegistryAccess(RegistrySettings settings) {

    /** @throws RegistryException where the certificates cannot be read */
    HttpClient client(Duration connectTimeout) {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connectTimeout);
        if (!settings.certificates().isEmpty()) {
            client.sslContext(trusting(Path.of(settings.certificates())));
        }
        return client.build();
    }

    /** @throws RegistryException where the password cannot be read */
    HttpRequest.Builder signed(HttpRequest.Builder request) {
        return settings.hasUser() ? request.header("Authorization", "Basic " + credentials()) : request;
    }

    /** Read each time, for a mounted secret may change. */
    private String credentials() {
        Path file = Path.of(settings.passwordFile());
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String password = lines.readLine();
            if (password == null || password.isEmpty()) {
                throw new RegistryException("there is no password in " + file);
            }
            return Base64.getEncoder().encodeToString((settings.user() + ":" + password).getBytes(UTF_8));
        } catch (CharacterCodingException foreign) {
            throw new RegistryException("the registry's password in " + file + " is not UTF-8", foreign);
        } catch (IOException failure) {
            throw new RegistryException("the registry's password in " + file + " cannot be read: " + failure, failure);
        }
    }

    private static SSLContext trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("registry-" + trusted.size(), each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException failure) {
            throw new RegistryException("the certificates in " + file + " cannot be read: " + failure, failure);
        }
    }
}
