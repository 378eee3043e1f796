package dev.offramp.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Asks a registry, and one that is away again for as long as the patience lasts; what it returns a registry has said. All else is a
 * {@link RegistryException}. Thread-safe.
 */
final class RegistryConnection {

    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(10);

    private final String url;
    private final RegistryPatience patience;
    private final Time time;
    private final RegistryHttp http;

    RegistryConnection(RegistrySettings settings, RegistryPatience patience, Time time) {
        this(settings, patience, time, LONGEST_REQUEST);
    }

    /** @param longestRequest until the last byte of its answer */
    RegistryConnection(RegistrySettings settings, RegistryPatience patience, Time time, Duration longestRequest) {
        this.url = settings.url();
        this.patience = patience;
        this.time = time;
        this.http = new RegistryHttp(settings, longestRequest);
    }

    Answer get(String path) {
        return get(path, patience.span());
    }

    /** The same with a patience of its own. */
    Answer get(String path, Duration span) {
        return answer(http.request(path).GET().build(), span);
    }

    Answer post(String path, JsonNode body) {
        return answer(http.request(path).POST(text(body)).build(), patience.span());
    }

    Answer put(String path, JsonNode body) {
        return answer(http.request(path).PUT(text(body)).build(), patience.span());
    }

    String url() {
        return url;
    }

    private static HttpRequest.BodyPublisher text(JsonNode body) {
        return BodyPublishers.ofString(body.toString());
    }

    private Answer answer(HttpRequest request, Duration span) {
        Backoff backoff = new Backoff(span, time);
        while (true) {
            try {
                return once(request);
            } catch (RegistryException failure) {
                if (!failure.mayPass()) {
                    throw failure;
                }
                pause(backoff.next(failure.retryAfter()).orElseThrow(() -> unanswered(span, failure)));
            }
        }
    }

    /** What a registry said; what passes by itself is told by the exception. */
    private Answer once(HttpRequest request) {
        try {
            Answer answer = http.answer(request);
            if (answer.mayPass()) {
                throw RegistryException.passing(answer.said(), answer.retryAfter());
            }
            if (answer.isUnauthorized() || (answer.isForbidden() && !answer.isOfARegistry())) {
                throw notAllowed(answer);
            }
            if (!answer.isOfARegistry()) {
                throw strange(answer);
            }
            return answer;
        } catch (SSLHandshakeException | SSLPeerUnverifiedException untrusted) {
            throw untrusted(untrusted);
        } catch (IOException away) {
            String reason = away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage();
            throw RegistryException.passing(reason, away);
        } catch (InterruptedException stopped) {
            throw stopped(stopped);
        }
    }

    /** The registry, or who stands before it, knows somebody else. */
    RegistryException notAllowed(Answer answer) {
        return new RegistryException("the schema registry at " + url + " does not allow " + answer.question() + " ("
                + answer.said() + "): are " + RegistryOptions.USER.key() + " and " + RegistryOptions.PASSWORD_FILE.key()
                + " right?");
    }

    private RegistryException strange(Answer answer) {
        String what = answer.isRedirection()
                ? "what answers at " + url + " sends elsewhere (" + answer.said() + ")"
                : "what answers at " + url + " is no schema registry, or answers otherwise: " + answer.said();
        return patience.isStart()
                ? new RegistryException(what + "; is " + RegistryOptions.URL.key() + " right?")
                : RegistryException.passing(what, Duration.ZERO);
    }

    private RegistryException untrusted(IOException untrusted) {
        String what = "no TLS with the schema registry at " + url + ": " + untrusted.getMessage() + "; is "
                + RegistryOptions.CERTIFICATES.key() + " right?";
        return patience.isStart() && isDistrust(untrusted)
                ? new RegistryException(what, untrusted)
                : RegistryException.passing(what, untrusted);
    }

    /** The certificate is not believed; a handshake that fails otherwise may be that of a registry which is just starting. */
    private static boolean isDistrust(IOException handshake) {
        return Stream.iterate((Throwable) handshake, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof GeneralSecurityException || cause instanceof SSLPeerUnverifiedException);
    }

    private RegistryException unanswered(Duration span, RegistryException last) {
        return RegistryException.passing(
                "the schema registry at " + url + " has not answered in " + span.toSeconds() + " s: "
                        + last.getMessage() + "; is it running, and is " + RegistryOptions.URL.key() + " right?",
                last);
    }

    void pause(Duration span) {
        try {
            time.pause(span);
        } catch (InterruptedException stopped) {
            throw stopped(stopped);
        }
    }

    private RegistryException stopped(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new RegistryException("stopped while waiting for the schema registry at " + url, stopped);
    }
}
