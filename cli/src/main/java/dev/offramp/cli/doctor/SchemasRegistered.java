package dev.offramp.cli.doctor;

import dev.offramp.cli.broker.BrokerConnection;
import dev.offramp.kafka.TopicSubjects;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.registry.RegistryFindings;
import dev.offramp.registry.RegistrySettings;
import dev.offramp.registry.Subject;
import java.util.List;
import java.util.stream.Stream;

/** Whether the schema registry answers, and has what is to be written. */
final class SchemasRegistered implements Check<BrokerAsked> {

    @Override
    public String name() {
        return "schema registry";
    }

    /** What would be registered at the start is not missing, and is not registered here. */
    @Override
    public void examine(BrokerAsked asked, Findings findings) {
        RegistrySettings registry = asked.kafka().registry();
        RegistryFindings found = KnownSchemas.ask(
                registry,
                registry.autoRegister() ? List.of() : written(asked),
                new TopicSubjects(asked.kafka().topics()).all(),
                BrokerConnection.PATIENCE);
        found.problems().forEach(problem -> findings.wrong(problem, ""));
        findings.okOtherwise(
                registry.url() + " answers, and has " + found.known().byId().size() + " schemas of this release");
    }

    private static List<Subject> written(BrokerAsked asked) {
        TopicSubjects subjects = new TopicSubjects(asked.kafka().topics());
        String frames = asked.kafka().topics().frames();
        return switch (asked.role()) {
            case JOB -> subjects.written(asked.steers());
            case PUBLISHER -> TopicSubjects.pictures(frames);
            case INGESTER -> TopicSubjects.frames(frames);
            case AUTHOR ->
                Stream.of(subjects.policies(), subjects.bundles())
                        .flatMap(List::stream)
                        .toList();
            case READER -> List.of();
        };
    }
}
