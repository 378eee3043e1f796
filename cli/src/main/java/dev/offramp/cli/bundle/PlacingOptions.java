package dev.offramp.cli.bundle;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.cli.bundle.OrderDraft.Duty;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where and how the order for a bundle is placed: for whom, from when, whose it is and on which topic. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PlacingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private BundleScopeOptions scope;

    @Mixin
    private OrderOptions options;

    @Mixin
    private BundleTopicOptions topic;

    /** Orders the bundle for a duty, and tells what becomes of it. */
    int place(OrderedBundleOptions bundle, Duty duty) {
        bundle.check();
        scope.check();
        KafkaSettings settings = topic.checkToWrite();
        Optional<BundleSource> source = Optional.of(bundle.source(topic.config()));
        try (var desk = BundleDesk.open(settings)) {
            new OrderDraft(scope, board -> source, duty, options)
                    .placeAt(desk, Screen.on(command.commandLine().getOut()));
        }
        return 0;
    }
}
