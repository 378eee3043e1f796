package dev.offramp.cli.bundle;

import dev.offramp.cli.options.TimeValues;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.refresh.Order;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a command waits for what becomes of its order. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class WaitOptions {

    @Option(
            names = "--wait",
            description = "Wait until the job has decided, and fail with its reason where it refuses.")
    private boolean waits;

    @Option(
            names = "--patience",
            paramLabel = "SPAN",
            defaultValue = "10min",
            description = "With --wait: for how long (default: ${DEFAULT-VALUE}).",
            converter = TimeValues.Span.class)
    private Duration patience;

    /** Tells what became of an order, where that is wanted; what the job refused ends the command. */
    void follow(BundleDesk desk, Order order, Screen screen) {
        if (!waits) {
            return;
        }
        Optional<Decision> decision = desk.await(order, patience);
        if (decision.isEmpty()) {
            throw new CommandFailure("order " + order.version() + " is not decided after " + Figures.span(patience)
                    + told(TaskState.lines(desk.board().reports())) + "; './offramp bundle show' tells later");
        }
        String line = BundleText.line(decision.get(), System.currentTimeMillis());
        if (decision.get().outcome() != Outcome.ACCEPTED) {
            throw new CommandFailure(line);
        }
        screen.line(line);
    }

    private static String told(List<String> tasks) {
        return tasks.isEmpty()
                ? ": no task has said anything; does a job with this topic run?"
                : ": " + String.join("; ", tasks);
    }
}
