package dev.offramp.cli.cluster;

import dev.offramp.cli.rest.RestAccess;
import dev.offramp.cli.run.RunCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
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
        ClusterFolder folder = at.folder();
        RunningCluster cluster = RunningCluster.in(folder);
        List<String> words = new ArrayList<>(List.of(
                "run",
                "--create-topics",
                "--cluster",
                cluster.rest(cluster.jobManager()).address().toString()));
        if (!cluster.members(Role.BROKER).isEmpty()) {
            words.addAll(List.of("--bootstrap", cluster.bootstrapServers()));
        }
        words.addAll(options);
        CommandLine offramp = spec.root().commandLine();
        RunCommand run =
                Objects.requireNonNull(offramp.getSubcommands().get("run")).getCommand();
        run.ask(RestAccess.settingsIn(folder.flinkSettings(cluster.plan().flinkOptions())));
        return offramp.execute(words.toArray(String[]::new));
    }
}
