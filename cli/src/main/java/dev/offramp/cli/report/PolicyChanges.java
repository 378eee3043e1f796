package dev.offramp.cli.report;

import dev.offramp.cli.policy.PolicyNews;
import dev.offramp.kafka.KafkaSettings;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * What was wanted of a job within an interval.
 *
 * @param problem why that cannot be told; blank where it can
 */
record PolicyChanges(List<Change> changes, String problem) {

    PolicyChanges {
        changes = List.copyOf(changes);
    }

    /** Reads the policies topic from its beginning, for what a record changes depends on those before. */
    static PolicyChanges read(KafkaSettings settings, Span span) {
        try (var news = PolicyNews.open(settings)) {
            return new PolicyChanges(
                    news.readToEnd().stream()
                            .filter(item -> item.atMillis() >= span.fromMillis() && item.atMillis() < span.toMillis())
                            .map(item -> new Change(
                                    item.atMillis(),
                                    item.kind() == PolicyNews.Item.Kind.REFUSED ? "refused" : "policy",
                                    item.text()))
                            .toList(),
                    "");
        } catch (KafkaException failure) {
            return new PolicyChanges(
                    List.of(), "topic " + settings.topics().policies() + " cannot be read: " + failure.getMessage());
        }
    }
}
