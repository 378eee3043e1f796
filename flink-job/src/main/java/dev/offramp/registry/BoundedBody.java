package dev.offramp.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes in the text of an answer, UTF-8, up to a bound: who answers may be anybody. */
final class BoundedBody {

    private final int most;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    private BoundedBody(int most) {
        this.most = most;
    }

    /** @param most bytes; an answer with more fails */
    static BodySubscriber<String> subscriber(int most) {
        BoundedBody body = new BoundedBody(most);
        return BodySubscribers.mapping(BodySubscribers.ofByteArrayConsumer(body::take), unused -> body.text());
    }

    private void take(Optional<byte[]> piece) {
        if (piece.isPresent()) {
            if (piece.get().length > most - taken.size()) {
                throw new UncheckedIOException(new IOException("an answer of more than " + most + " bytes"));
            }
            taken.writeBytes(piece.get());
        }
    }

    private String text() {
        return taken.toString(StandardCharsets.UTF_8);
    }
}
