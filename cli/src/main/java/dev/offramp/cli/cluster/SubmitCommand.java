package dev.offramp.cli.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Submits the job to the cluster. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "submit",
        description = {
            "Submit the job to the cluster: './offramp run' with the addresses of its brokers and of Flink, and with --create-topics.",
            "",
            "It takes all other options of run."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp cluster submit --bundle model-artifacts/bundles/fashion-mnist-branchy",
            "  ./offramp cluster submit --bundle model-artifacts/bundles/fashion-mnist-branchy --parallelism 2 --set job.placement=disaggregated",
            ""
        })
final class SubmitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Unmatched
    private List<String> options = new ArrayList<>();

    @Mixin
    private FolderOption at;

    @Override
    public Integer call() {
        RunningCluster cluster = RunningCluster.in(at.folder());
        List<String> words = new ArrayList<>(List.of(
                "run",
                "--create-topics",
                "--cluster",
                "http://" + cluster.jobManager().address()));
        if (!cluster.members(Role.BROKER).isEmpty()) {
            words.addAll(List.of("--bootstrap", cluster.bootstrapServers()));
        }
        words.addAll(options);
        return spec.root().commandLine().execute(words.toArray(String[]::new));
    }
}
