package dev.offramp.cli.bundle;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.cli.bundle.OrderDraft.Duty;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes a bundle away from a scope. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "withdraw",
        sortOptions = false,
        description = {
            "Take away the bundle that is on trial in a scope; with --serving the one that answers it, so that the"
                    + " next wider scope or the bundle that the job was started with answers."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp bundle withdraw --config job.yaml",
            "  ./offramp bundle withdraw --serving --stream lobby-7 --wait",
            ""
        })
final class BundleWithdrawCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--serving", description = "Not what is on trial, but what answers.")
    private boolean serving;

    @Mixin
    private BundleScopeOptions scope;

    @Mixin
    private OrderOptions options;

    @Mixin
    private BundleTopicOptions topic;

    @Override
    public Integer call() {
        scope.check();
        KafkaSettings settings = topic.checkToWrite();
        try (var desk = BundleDesk.open(settings)) {
            new OrderDraft(scope, this::nothing, serving ? Duty.SERVING : Duty.ENDED, options)
                    .placeAt(desk, Screen.on(spec.commandLine().getOut()));
        }
        return 0;
    }

    /** Where there is nothing yet, something may still be under way. */
    private Optional<BundleSource> nothing(BundleBoard board) {
        String key = scope.key(!serving);
        boolean underWay = board.order(key)
                .filter(order ->
                        order.source().isPresent() && board.decision(order).isEmpty())
                .isPresent();
        if (board.standing(key).isEmpty() && !underWay) {
            throw new CommandFailure((serving ? "no bundle of its own answers " : "nothing is on trial for ") + scope
                    + "; './offramp bundle show' tells what there is");
        }
        return Optional.empty();
    }
}
