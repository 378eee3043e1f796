package dev.offramp.cli;

import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs the command that was asked for; a word that means nothing is an error beside {@code --help} too, where picocli overlooks it. */
final class StrictHelp implements IExecutionStrategy {

    private final IExecutionStrategy strategy = new RunLast();

    @Override
    public int execute(ParseResult parsed) {
        for (ParseResult level = parsed; level != null; level = level.subcommand()) {
            boolean handsOn = !level.commandSpec().unmatchedArgsBindings().isEmpty();
            if (!handsOn && !level.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(level.commandSpec().commandLine(), level.unmatched());
            }
        }
        return strategy.execute(parsed);
    }
}
