package dev.offramp.access;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/** Says of a request, whoever asks, whether it may come from where it comes: a page of others has none made. Pure. */
final class Origin {

    /** Flink's ways to change a job by GET, for proxies that hand on nothing else; its own page cancels by the first one. */
    private static final Set<String> CHANGING = Set.of("yarn-cancel", "yarn-stop");

    private final OwnNames names;

    Origin(OwnNames names) {
        this.names = names;
    }

    /**
     * Why it is refused; empty where it is not.
     *
     * @param uri    path and query as they were sent
     * @param header the first value by name; null where there is none
     */
    Optional<Refusal> refusal(String method, String uri, Function<String, @Nullable String> header) {
        if (!names.have(header.apply("Host"))) {
            return Optional.of(Refusal.ANOTHER_NAME);
        }
        if (CrossSite.asks(method, uri, header)) {
            return Optional.of(Refusal.ANOTHER_SITE);
        }
        return changesByGet(uri) && !CrossSite.isSurelyNone(header)
                ? Optional.of(Refusal.CHANGES_BY_GET)
                : Optional.empty();
    }

    /** Whatever the method: what Flink routes by none of these paths is refused by it anyway. */
    private static boolean changesByGet(String uri) {
        try {
            String path =
                    QueryStringDecoder.decodeComponent(new QueryStringDecoder(uri).path()); // twice, as Flink does
            String trimmed = path.replaceFirst("/+$", "");
            return CHANGING.contains(trimmed.substring(trimmed.lastIndexOf('/') + 1));
        } catch (IllegalArgumentException undecodable) {
            return false; // nor does Flink find its way
        }
    }
}
