package dev.offramp.job;

import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.StartWait;
import dev.offramp.kafka.TopicSubjects;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.registry.RegistryException;
import dev.offramp.registry.RegistryFindings;
import dev.offramp.registry.RegistrySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a registry has of the schemas of a job that starts.
 *
 * @param steers whether the job publishes policies
 */
record RegistryAtStart(KafkaSettings kafka, boolean steers) {

    private static final String WHOM = "the schema registry";

    /** For each question, beside the patience of the start. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * The schemas by their ids; none where the job does not write in the registry's form, for the registry is then asked by the first record that
     * needs it.
     *
     * @throws SettingsException where it lacks a schema that the job writes, does not answer, or is none
     */
    KnownSchemas schemas(StartWait wait) throws SettingsException {
        RegistrySettings registry = kafka.registry();
        if (!registry.isWritten()) {
            return new KnownSchemas(registry, Map.of());
        }
        TopicSubjects subjects = new TopicSubjects(kafka.topics());
        RegistryFindings found = wait.ask(
                WHOM,
                () -> KnownSchemas.ask(registry, subjects.written(steers), subjects.read(), PATIENCE),
                RegistryFindings::passing);
        refuse(found.problems());
        return found.known();
    }

    /**
     * What is read while the job starts, from records that may be in the registry's form.
     *
     * @throws SettingsException where the registry is away for longer than the patience, or is none
     */
    <T> T read(Supplier<T> reading, StartWait wait) throws SettingsException {
        Reading<T> found = wait.ask(WHOM, () -> Reading.of(reading), Reading::passing);
        refuse(found.problems());
        return found.value().orElseThrow();
    }

    /** Something that was read, or why not. */
    private record Reading<T>(Optional<T> value, Optional<RegistryException> failure) {

        static <T> Reading<T> of(Supplier<T> reading) {
            try {
                return new Reading<>(Optional.of(reading.get()), Optional.empty());
            } catch (RegistryException failure) {
                return new Reading<>(Optional.empty(), Optional.of(failure));
            }
        }

        List<String> problems() {
            return failure.stream()
                    .map(problem -> String.valueOf(problem.getMessage()))
                    .toList();
        }

        List<String> passing() {
            return failure.filter(RegistryException::mayPass).isPresent() ? problems() : List.of();
        }
    }

    private static void refuse(List<String> problems) throws SettingsException {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }
}
