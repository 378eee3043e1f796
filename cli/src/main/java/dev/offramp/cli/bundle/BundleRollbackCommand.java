package dev.offramp.cli.bundle;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.cli.bundle.OrderDraft.Duty;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.refresh.Order;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Orders again what answered before. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "rollback",
        sortOptions = false,
        description = {
            "Order again what answered before the newest order of a scope: the bundle that the order says it replaced,"
                    + " or none, so that the next wider scope or the bundle that the job was started with answers.",
            "",
            "Said twice, it takes itself back."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp bundle rollback --config job.yaml --wait",
            "  ./offramp bundle rollback --stream lobby-7 --reason 'wrong crop'",
            ""
        })
final class BundleRollbackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

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
            new OrderDraft(scope, this::before, Duty.SERVING, options)
                    .placeAt(desk, Screen.on(spec.commandLine().getOut()));
        }
        return 0;
    }

    private Optional<BundleSource> before(BundleBoard board) {
        Order newest = board.order(scope.key(false))
                .orElseThrow(() -> new CommandFailure("no bundle was ordered for " + scope
                        + ", so there is none to go back" + " to; './offramp bundle show' tells what was ordered"));
        boolean heldNever = board.decision(newest)
                .filter(decision -> decision.outcome() != Outcome.ACCEPTED)
                .isPresent();
        if (heldNever) {
            throw new CommandFailure("order " + newest.version() + " for " + scope
                    + " does not hold, so what answered before it answers still; './offramp bundle show' tells why");
        }
        return newest.previous();
    }
}
