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
import picocli.CommandLine.Spec;

/** Lets what is on trial answer. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "promote",
        sortOptions = false,
        description = {
            "Let the bundle that is on trial answer every stream of its scope, and end the trial.",
            "",
            "With --wait the trial ends once the job has accepted that; without, both orders are handed in at once."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp bundle promote --config job.yaml --wait",
            "  ./offramp bundle promote --group lobby- --reason 'ten days of trial'",
            ""
        })
final class BundlePromoteCommand implements Callable<Integer> {

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
        Screen screen = Screen.on(spec.commandLine().getOut());
        try (var desk = BundleDesk.open(settings)) {
            Optional<BundleSource> onTrial = onTrial(desk.board());
            new OrderDraft(scope, board -> onTrial, Duty.SERVING, options).placeAt(desk, screen);
            new OrderDraft(scope, board -> Optional.empty(), Duty.ENDED, options).placeAt(desk, screen);
        }
        return 0;
    }

    private Optional<BundleSource> onTrial(BundleBoard board) {
        Optional<BundleSource> onTrial = board.standing(scope.key(true));
        if (onTrial.isEmpty()) {
            throw new CommandFailure(
                    "nothing is on trial for " + scope
                            + "; './offramp bundle show' tells what is, './offramp bundle push' orders a bundle without a trial");
        }
        return onTrial;
    }
}
