package dev.offramp.cli.cluster;

import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which process of which cluster a command works on. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class MemberOptions {

    @Parameters(paramLabel = "NAME", description = "The process, as './offramp cluster status' names it.")
    private String name;

    @Mixin
    private FolderOption at;

    /** Does something with it, while no other command is at work; returns what the command ends with. */
    int alone(BiConsumer<RunningCluster, Member> work) {
        ClusterFolder folder = at.folder();
        folder.alone(() -> {
            RunningCluster cluster = RunningCluster.in(folder);
            work.accept(cluster, cluster.member(name));
        });
        return 0;
    }
}
