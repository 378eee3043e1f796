package dev.offramp.cli.schemas;

import dev.offramp.registry.RegistryClient;
import dev.offramp.registry.Subject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a registry has of a subject.
 *
 * @param id            of this release's schema, where it is there
 * @param newest        number of the subject's newest version, where there is one
 * @param compatibility that is demanded of its versions, where it is said of the subject itself
 */
record SubjectState(Subject subject, OptionalInt id, OptionalInt newest, Optional<String> compatibility) {

    static SubjectState of(Subject subject, RegistryClient registry) {
        OptionalInt newest = registry.newestVersion(subject);
        OptionalInt id = newest.isEmpty() ? OptionalInt.empty() : registry.idOf(subject);
        return new SubjectState(subject, id, newest, registry.compatibility(subject));
    }

    /** Characters of the longest name. */
    static int widest(List<Subject> subjects) {
        return subjects.stream()
                .mapToInt(subject -> subject.name().length())
                .max()
                .orElse(1);
    }

    /** One line: subject, record, and what there is. */
    String line(int subjectWidth, String what) {
        return String.format(
                "%-" + subjectWidth + "s  %-16s  %s",
                subject.name(),
                subject.schema().getName(),
                what);
    }

    String held() {
        return compatibility.map(level -> ", held to " + level).orElse(", held to what the registry holds all to");
    }
}
