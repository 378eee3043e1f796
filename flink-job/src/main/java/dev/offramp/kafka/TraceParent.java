package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.offramp.sample.Origin;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header by which records say which trace they belong to: <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>. It goes
 * from a frame to its answers and rejects as it is.
 */
final class TraceParent {

    static final String HEADER = "traceparent";

    private static final Pattern WELL_FORMED =
            Pattern.compile("(?!ff)[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int LENGTH = 55;

    private TraceParent() {}

    /** What the headers of a record say; {@link Origin#NO_TRACE} where they say nothing, or nothing that the standard knows. */
    static String in(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null || header.value().length != LENGTH) {
            return Origin.NO_TRACE;
        }
        String said = new String(header.value(), ISO_8859_1);
        return WELL_FORMED.matcher(said).matches() ? said : Origin.NO_TRACE;
    }

    /** Says it, if there is something to say. */
    static void write(String traceParent, Headers headers) {
        if (!traceParent.equals(Origin.NO_TRACE)) {
            headers.add(HEADER, traceParent.getBytes(ISO_8859_1));
        }
    }
}
