package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Withdraws the policies of one scope. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "remove",
        sortOptions = false,
        description = {
            "Withdraw the policy of a scope, with what was scheduled for it and what was refused.",
            "",
            "Its streams then meet what the next wider scope says: group, default, and last the job's bundle."
        },
        footer = {"", "Example:", "  ./offramp policy remove --group lobby-", ""})
final class PolicyRemoveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private ScopeOptions scope;

    @Mixin
    private TopicOptions topic;

    @Override
    public Integer call() {
        if (scope.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--group and --stream want a name");
        }
        Screen screen = Screen.on(spec.commandLine().getOut());
        try (var desk = PolicyDesk.open(topic.checkToWrite())) {
            PolicyRemoval.of(desk, scope.scope(), scope.target()).forEach(screen::line);
        }
        return 0;
    }
}
