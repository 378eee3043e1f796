package dev.offramp.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.FullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderValues;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;

/** Why a request is not let through, and how whoever sent it is told. */
enum Refusal {
    NOT_KNOWN(401, "a user and a password are wanted"),
    CROWDED(429, "too many passwords wait to be compared: ask again later"),
    ANOTHER_NAME(421, "this is not the name of a server here: access.hosts of the JobManager lists its names"),
    ANOTHER_SITE(403, "a page of another site may not ask"),
    CHANGES_BY_GET(
            403,
            "only Flink's own page changes a job by GET: others cancel by PATCH /jobs/:jobid, and stop by POST /jobs/:jobid/stop"),
    UNCLEAR(503, "whether this user may ask cannot be told now: the JobManager's log says why");

    private static final String CHALLENGE = "Basic realm=\"Flink\", charset=\"UTF-8\"";

    /** A hundred passwords are compared in it, at the cost that is usual. */
    private static final Duration LATER = Duration.ofSeconds(10);

    private final int status;
    private final String reason;

    Refusal(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /** As Flink answers what fails; the connection ends with it. */
    FullHttpResponse answer() {
        var body = Unpooled.copiedBuffer("{\"errors\":[\"" + reason + "\"]}", UTF_8);
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (this == NOT_KNOWN) {
            answer.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (this == CROWDED) {
            answer.headers().set(HttpHeaderNames.RETRY_AFTER, LATER.toSeconds());
        }
        return answer;
    }
}
