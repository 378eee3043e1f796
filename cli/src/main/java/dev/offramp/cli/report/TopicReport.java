package dev.offramp.cli.report;

import dev.offramp.cli.broker.BrokerConnection;
import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** Makes a report of what a job's topics have. */
record TopicReport(KafkaSettings settings, Times times, int points, Screen screen) {

    /** Fails with one line where the broker, the topic or its windows are not there. */
    Report of(BrokerOptions broker, IntervalOptions interval, Optional<Model> model, Optional<Price> price) {
        Span span = interval.span(times);
        Optional<Span> against = interval.against(times, span);
        Set<String> topics = topics(broker);
        var reader = new HistoryReader(settings, times, points, screen);
        History history = reader.read(span);
        return new Report(
                times,
                settings.topics().throughput(),
                Optional.of(history),
                against.map(reader::read),
                policies(span, topics),
                model,
                price);
    }

    private Set<String> topics(BrokerOptions broker) {
        try (BrokerConnection connection = broker.connect()) {
            connection.requireTopics(
                    List.of(settings.topics().throughput()),
                    AclOperation.READ,
                    "has a job run there? --config names the file that says otherwise (kafka.throughput-topic)");
            return connection.topics();
        }
    }

    /** A reader that asks for a topic which is not there would have a broker make it. */
    private PolicyChanges policies(Span span, Set<String> topics) {
        String topic = settings.topics().policies();
        return topics.contains(topic)
                ? PolicyChanges.read(settings, span)
                : new PolicyChanges(List.of(), "there is no topic " + topic + ", or no right to READ it");
    }
}
