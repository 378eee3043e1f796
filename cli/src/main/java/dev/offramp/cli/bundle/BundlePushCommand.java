package dev.offramp.cli.bundle;

import dev.offramp.cli.bundle.OrderDraft.Duty;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Orders a bundle to answer. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "push",
        sortOptions = false,
        description = {
            "Order a bundle to answer, every stream or those of a scope.",
            "",
            "The job fetches it from an address under bundle.sources, checks digest and signature, and warms it up"
                    + " beside the one that answers; frames meet it only once all tasks are ready, and all of a stream"
                    + " from the same frame on. Where something is wrong, nothing changes."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp bundle push model-artifacts/bundles/fashion-mnist-branchy --config job.yaml --wait",
            "  ./offramp bundle push ./fashion-2.0.0 --at https://models.example.com/fashion/2.0.0/ --topic"
                    + " offramp-bundles",
            "  ./offramp bundle push s3://models/fashion/2.0.0/ --sha256 9f86... --stream lobby-7 --valid-from +1min",
            ""
        })
final class BundlePushCommand implements Callable<Integer> {

    @Mixin
    private OrderedBundleOptions bundle;

    @Mixin
    private PlacingOptions placing;

    @Override
    public Integer call() {
        return placing.place(bundle, Duty.SERVING);
    }
}
