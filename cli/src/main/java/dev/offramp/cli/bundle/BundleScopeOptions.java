package dev.offramp.cli.bundle;

import dev.offramp.cli.options.ScopeName;
import dev.offramp.policy.Scope;
import dev.offramp.refresh.Assignment;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whose bundle an order is about: everybody's, unless it says otherwise. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BundleScopeOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--group",
            paramLabel = "PREFIX",
            description =
                    "For the streams whose id starts so (default: for every stream that nothing narrower is said of).")
    private Optional<String> group;

    @Option(names = "--stream", paramLabel = "ID", description = "For one stream.")
    private Optional<String> stream;

    /** Wrong usage where it names two, or one without a name. */
    void check() {
        if (group.isPresent() && stream.isPresent()) {
            throw new ParameterException(command.commandLine(), "--group and --stream exclude each other");
        }
        if (scope() != Scope.DEFAULT && target().isEmpty()) {
            throw new ParameterException(command.commandLine(), "--group and --stream want a name");
        }
    }

    Scope scope() {
        if (stream.isPresent()) {
            return Scope.STREAM;
        }
        return group.isPresent() ? Scope.GROUP : Scope.DEFAULT;
    }

    String target() {
        return stream.or(() -> group).orElse("");
    }

    /** As orders about it are keyed. */
    String key(boolean onTrial) {
        return Assignment.key(scope(), target(), onTrial);
    }

    @Override
    public String toString() {
        return ScopeName.of(scope(), target());
    }
}
