package dev.offramp.cli.policy;

import dev.offramp.policy.Scope;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whom a policy is for; one of the three. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ScopeOptions {

    @Option(names = "--default", description = "For every stream that has no policy of its own or of a group.")
    private boolean everybody;

    @Option(names = "--group", paramLabel = "PREFIX", description = "For the streams whose id starts so.")
    private Optional<String> group = Optional.empty();

    @Option(names = "--stream", paramLabel = "ID", description = "For one stream.")
    private Optional<String> stream = Optional.empty();

    Scope scope() {
        if (stream.isPresent()) {
            return Scope.STREAM;
        }
        return group.isPresent() ? Scope.GROUP : Scope.DEFAULT;
    }

    String target() {
        return stream.or(() -> group).orElse("");
    }

    /** Whether a prefix or a stream is named without a name. */
    boolean isBlank() {
        return !everybody && target().isEmpty();
    }
}
