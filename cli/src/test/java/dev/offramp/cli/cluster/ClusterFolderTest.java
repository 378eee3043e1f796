package dev.offramp.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFolderTest {

    private static final ClusterPlan PLAN =
            new ClusterPlan(3, 2, 4, 2, new Network(false), List.of("a.b=c d"), List.of("E=f g"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path path;

    @Test
    void what_is_written_is_read_again() {
        var folder = new ClusterFolder(path);
        Member broker = Member.unborn("broker-1", Role.BROKER, "127.0.0.1", List.of(1, 2), List.of("java", "a b"))
                .startedAs(ProcessHandle.current().pid());

        folder.write(new ClusterFolder.Content(PLAN, List.of(broker)));

        assertThat(folder.read()).contains(new ClusterFolder.Content(PLAN, List.of(broker)));
    }

    @Test
    void a_cluster_without_processes_is_none() {
        var folder = new ClusterFolder(path);
        folder.write(new ClusterFolder.Content(PLAN, List.of()));

        assertThat(RunningCluster.find(folder)).isEmpty();
        assertThatThrownBy(() -> RunningCluster.in(folder))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("'./offramp cluster up' starts one");
    }

    @Test
    void folders_that_no_cluster_left_are_not_removed() throws IOException {
        Path own = Files.createDirectories(path.resolve("data/of-somebody"));

        assertThatThrownBy(() -> new ClusterFolder(path).clear())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("holds 'data', which no cluster left there");
        assertThat(own).exists();
    }

    @Test
    void of_a_cluster_before_only_the_savepoints_stay() throws IOException {
        var folder = new ClusterFolder(path);
        folder.write(new ClusterFolder.Content(PLAN, List.of()));
        Files.createDirectories(path.resolve("data/broker-1"));
        Files.createDirectories(path.resolve("savepoints/first"));

        folder.clear();

        assertThat(path.resolve("data")).doesNotExist();
        assertThat(path.resolve("savepoints/first")).exists();
        assertThat(folder.read()).isEmpty();
    }

    @Test
    void one_command_is_at_work_at_a_time() {
        var folder = new ClusterFolder(path);

        folder.alone(() -> assertThatThrownBy(() -> folder.alone(() -> {}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("another './offramp cluster' is at work"));
    }

    @Test
    void a_process_with_the_same_number_and_another_birth_is_not_ours() {
        Member ours = Member.unborn("broker-1", Role.BROKER, "127.0.0.1", List.of(1, 2), List.of("java"))
                .startedAs(ProcessHandle.current().pid());
        Member other = new Member(
                ours.name(),
                ours.role(),
                ours.pid(),
                new ProcessBirth(ours.birth().boot(), ours.birth().ticks() - 1),
                ours.host(),
                ours.ports(),
                ours.command());

        assertThat(ours.isAlive()).isTrue();
        assertThat(other.isAlive()).isFalse();
        assertThat(ProcessState.of(other).condition()).isEqualTo(ProcessState.Condition.DEAD);
    }
}
