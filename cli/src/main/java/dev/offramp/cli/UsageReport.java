package dev.offramp.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a wrong call in one line with the nearest right one, instead of the whole help. */
final class UsageReport implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        var err = command.getErr();
        err.println(command.getColorScheme().errorText("offramp: " + failure.getMessage()));
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("See './" + command.getCommandSpec().qualifiedName() + " --help'.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
