package dev.offramp.cli.cluster;

import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which processes of which cluster a command works on. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class MemberOptions {

    @Parameters(
            paramLabel = "NAME",
            arity = "1..*",
            description = "The process, or several, as './offramp cluster status' names them.")
    private List<String> names;

    @Mixin
    private FolderOption at;

    /** Does something with each, while no other command is at work; returns what the command ends with. */
    int alone(BiConsumer<RunningCluster, Member> work) {
        return together((cluster, members) -> members.forEach(member -> work.accept(cluster, member)));
    }

    /** Does something with all of them. */
    int together(BiConsumer<RunningCluster, List<Member>> work) {
        ClusterFolder folder = at.folder();
        folder.alone(() -> {
            RunningCluster cluster = RunningCluster.in(folder);
            work.accept(cluster, names.stream().distinct().map(cluster::member).toList());
        });
        return 0;
    }
}
