package dev.offramp.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a registry answers.
 *
 * @param retryAfter the seconds for which it wants to be left alone, where it says so
 */
record TestingReply(int status, String body, Optional<String> retryAfter) {

    TestingReply(int status, String body) {
        this(status, body, Optional.empty());
    }

    static TestingReply good(ObjectNode body) {
        return new TestingReply(200, body.toString());
    }

    static TestingReply notFound(int code, String message) {
        return wrong(404, code, message);
    }

    static TestingReply wrong(int status, int code, String message) {
        return new TestingReply(status, error(code, message));
    }

    /** As a registry says what is wrong. */
    static String error(int code, String message) {
        return object().put("error_code", code).put("message", message).toString();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
