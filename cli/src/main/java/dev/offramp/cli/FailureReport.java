package dev.offramp.cli;

import dev.offramp.cli.broker.BrokerRefusal;
import dev.offramp.cli.terminal.AtExit;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.registry.RegistryException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.acl.AclOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a failure in one line; the stack trace goes to the log, and to the terminal only with {@code --debug}. */
final class FailureReport implements IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);

    private final BooleanSupplier debug;

    FailureReport(BooleanSupplier debug) {
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (AtExit.isNow()) { // after Ctrl-C everything fails that still goes on, and nobody wants to hear of it
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        LOG.error("{} failed", command.getCommandName(), failure);
        command.getErr().println(command.getColorScheme().errorText(describe(failure)));
        if (debug.getAsBoolean()) {
            failure.printStackTrace(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    static String describe(Exception failure) {
        if (failure instanceof CommandFailure || failure instanceof RegistryException) {
            return "offramp: " + failure.getMessage();
        }
        Optional<String> refusal = BrokerRefusal.in(failure, AclOperation.READ);
        if (refusal.isPresent()) {
            return "offramp: " + refusal.get();
        }
        return "offramp: " + failure + System.lineSeparator()
                + "This was not expected; add --debug for the stack trace, or see "
                + System.getProperty("log.file", "the log");
    }
}
