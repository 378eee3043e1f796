package dev.offramp.cli.rest;

import dev.offramp.access.AccessOptions;
import dev.offramp.access.Credentials;
import dev.offramp.access.Loopback;
import dev.offramp.cli.terminal.CommandFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.runtime.net.SSLUtils;

/**
 * How a JobManager is asked: with the TLS that Flink's settings say, which Flink's own code reads, and as whom.
 *
 * @param tls    trust, and the client's certificate where one is wanted; empty where security.ssl.rest.enabled is not set
 * @param caller user and password, where there are any
 */
public record RestAccess(Optional<SSLContext> tls, Optional<Credentials> caller) {

    private static final String TLS_PREFIX = "security.ssl.";
    private static final String HTTP = "http";
    private static final String HTTPS = "https";

    /** Fails with one line where a key store, a trust store or the password cannot be read. */
    static RestAccess in(Configuration settings) {
        try {
            Optional<SSLContext> tls = SecurityOptions.isRestSSLEnabled(settings)
                    ? Optional.of(SSLUtils.createRestSSLContext(settings, true))
                    : Optional.empty();
            return new RestAccess(tls, Credentials.in(settings));
        } catch (Exception failure) { // Flink declares no narrower one
            throw new CommandFailure("how to ask Flink is not clear: " + failure.getMessage(), failure);
        }
    }

    /** Of all settings those that say how a cluster is asked. */
    public static Configuration settingsIn(Configuration all) {
        Map<String, String> entries = new HashMap<>(all.toMap());
        entries.keySet().removeIf(key -> !key.startsWith(TLS_PREFIX) && !key.startsWith(AccessOptions.PREFIX));
        return Configuration.fromMap(entries);
    }

    /** The address with the scheme that is spoken; fails where a password would travel in the clear beyond this machine. */
    URI checked(URI address) {
        URI spoken = tls.isPresent() && HTTP.equals(address.getScheme())
                ? URI.create(HTTPS + address.toString().substring(HTTP.length()))
                : address;
        if (caller.isPresent() && !HTTPS.equals(spoken.getScheme()) && !Loopback.is(spoken.getHost())) {
            throw new CommandFailure("the password of " + AccessOptions.USER.key() + " is not sent to " + address
                    + " in the clear: set " + SecurityOptions.SSL_REST_ENABLED.key());
        }
        return spoken;
    }

    HttpClient client(Duration patience) {
        var client = HttpClient.newBuilder().connectTimeout(patience);
        tls.ifPresent(client::sslContext);
        return client.build();
    }

    HttpRequest.Builder signed(HttpRequest.Builder request) {
        caller.ifPresent(who -> request.header("Authorization", who.header()));
        return request;
    }
}
