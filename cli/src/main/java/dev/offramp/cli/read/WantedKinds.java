package dev.offramp.cli.read;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Of the kinds of records that a topic holds, those that are written.
 *
 * @param narrowed whether others are left out only because the output has no room for them
 */
record WantedKinds(List<RecordKind> kinds, boolean narrowed) {

    WantedKinds {
        kinds = List.copyOf(kinds);
    }

    /**
     * What an option names; else all, or the usual one where the output takes one kind alone.
     *
     * @param command of which a name that is none is wrong usage
     */
    static WantedKinds of(JobTopic topic, Optional<String> named, boolean oneKind, CommandLine command) {
        if (named.isEmpty()) {
            boolean narrowed = oneKind && topic.kinds().size() > 1;
            return new WantedKinds(narrowed ? topic.kinds().subList(0, 1) : topic.kinds(), narrowed);
        }
        List<RecordKind> found = topic.kinds().stream()
                .filter(kind -> kind.name().equals(named.get()))
                .toList();
        if (found.isEmpty()) {
            String names = String.join(
                    ", ", topic.kinds().stream().map(RecordKind::name).toList());
            throw new ParameterException(command, "--kind must be one of " + names + ", was " + named.get());
        }
        return new WantedKinds(found, false);
    }

    boolean contain(TopicRecord record) {
        return kinds.stream()
                .anyMatch(kind -> kind.schema().equals(record.value().getSchema()));
    }

    List<Schema> schemas() {
        return kinds.stream().map(RecordKind::schema).toList();
    }
}
