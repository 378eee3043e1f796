package dev.offramp.cli.broker;

import dev.offramp.kafka.TopicRights;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** Says in one sentence what a broker refuses, and which right is missing. */
public final class BrokerRefusal {

    private static final String PAGE = " (docs/security.md lists the rights of each command)";

    private BrokerRefusal() {}

    /** Rights on topics that are wanted and not granted. */
    static String of(String bootstrapServers, Map<String, Set<AclOperation>> missing) {
        return "the broker at " + bootstrapServers + " does not allow "
                + missing.entrySet().stream()
                        .map(right -> TopicRights.spoken(right.getValue()) + " on topic " + right.getKey())
                        .collect(Collectors.joining(", "))
                + PAGE;
    }

    /**
     * What is behind a failure; empty where it is no refusal.
     *
     * @param onTopics what was done with the topic that it may be about
     */
    public static Optional<String> in(Throwable failure, AclOperation onTopics) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TopicAuthorizationException topics
                    && !topics.unauthorizedTopics().isEmpty()) {
                return Optional.of("the broker does not allow " + onTopics + " on topic "
                        + String.join(", ", topics.unauthorizedTopics()) + PAGE);
            }
            if (cause instanceof GroupAuthorizationException group) {
                return Optional.of("the broker does not allow DESCRIBE on group " + group.groupId() + PAGE);
            }
            if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
                return Optional.of("the broker refuses this: " + cause.getMessage());
            }
        }
        return Optional.empty();
    }
}
