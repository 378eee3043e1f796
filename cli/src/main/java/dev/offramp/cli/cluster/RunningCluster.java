package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The processes of a cluster, as its folder names them. Not thread-safe; the folder's lock keeps other commands out. */
final class RunningCluster {

    private static final Duration TO_OBEY = Duration.ofSeconds(5);
    private static final Duration TO_END = Duration.ofSeconds(15);

    private final ClusterFolder folder;
    private final ClusterPlan plan;
    private final List<Member> members;

    private RunningCluster(ClusterFolder folder, ClusterPlan plan, List<Member> members) {
        this.folder = folder;
        this.plan = plan;
        this.members = new ArrayList<>(members);
    }

    /** The one that is there. */
    static RunningCluster in(ClusterFolder folder) {
        return find(folder)
                .orElseThrow(() -> new CommandFailure(
                        "there is no cluster in " + folder.path() + "; './offramp cluster up' starts one"));
    }

    static Optional<RunningCluster> find(ClusterFolder folder) {
        return folder.read().map(content -> new RunningCluster(folder, content.plan(), content.members()));
    }

    /** One whose processes are yet to be {@linkplain #start started}. */
    static RunningCluster of(ClusterFolder folder, ClusterPlan plan) {
        return new RunningCluster(folder, plan, List.of());
    }

    ClusterPlan plan() {
        return plan;
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    List<Member> members(Role role) {
        return members.stream().filter(member -> member.role() == role).toList();
    }

    boolean isAlive() {
        return members.stream().anyMatch(Member::isAlive);
    }

    boolean has(String name) {
        return members.stream().anyMatch(member -> member.name().equals(name));
    }

    Member member(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("there is no " + name + " in this cluster; it has "
                        + members.stream().map(Member::name).collect(Collectors.joining(", "))));
    }

    /** Where Kafka's clients begin. */
    String bootstrapServers() {
        return members(Role.BROKER).stream().map(Member::address).collect(Collectors.joining(","));
    }

    /** A JobManager that lives; each knows who leads. */
    Member jobManager() {
        return members(Role.JOBMANAGER).stream()
                .filter(Member::isAlive)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        "no JobManager lives; './offramp cluster start jobmanager-1' starts" + " it again"));
    }

    /** Starts a process, again or for the first time, and returns when the others can work with it. */
    void start(Member member, Screen screen) {
        if (member.isAlive()) {
            throw new CommandFailure(member.name() + " lives already, pid " + member.pid());
        }
        Member started = Launch.start(member, folder);
        members.removeIf(other -> other.name().equals(member.name()));
        members.add(started);
        save();
        screen.show(List.of("Starting " + started.name() + " ..."));
        Readiness.await(started, this, folder);
        screen.line(
                "%s",
                started.name() + " (pid " + started.pid() + ")"
                        + (started.ports().isEmpty() ? "" : " at " + started.address()));
    }

    /** Ends one in good order, or else at once. */
    void end(Member member) {
        member.process().ifPresent(process -> {
            resume(member);
            process.destroy();
            if (!hasEnded(process)) {
                process.destroyForcibly();
                hasEnded(process);
            }
        });
    }

    /** Ends a TaskManager that is not wanted any more. */
    void dismiss(Member member) {
        end(member);
        plan.network().leave(member);
        members.remove(member);
        save();
    }

    /** As a machine that breaks: SIGKILL. */
    void kill(Member member) {
        ProcessHandle process = alive(member);
        process.destroyForcibly();
        hasEnded(process);
    }

    /** As a machine that hangs: it keeps its connections, and says nothing. */
    void pause(Member member) {
        signal("-STOP", alive(member));
        await(member, ProcessState.Condition.PAUSED);
    }

    void resume(Member member) {
        signal("-CONT", alive(member));
        await(member, ProcessState.Condition.LIVES);
    }

    /** A signal is sent at once and obeyed soon. */
    private static void await(Member member, ProcessState.Condition condition) {
        long deadline = System.nanoTime() + TO_OBEY.toNanos();
        while (ProcessState.of(member).condition() != condition && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    /** As a cable that is pulled: all connections of a process hang, or only those to another one. */
    void cut(Member member, Optional<Member> from) {
        from.ifPresentOrElse(
                other -> plan.network().cut(member, other), () -> plan.network().cut(member));
    }

    void mend(Member member) {
        List<Member> others = members.stream()
                .filter(other -> !other.name().equals(member.name()))
                .toList();
        plan.network().mend(member, others);
    }

    /** Ends all, the last started first, and forgets them. */
    void down(Screen screen) {
        List<Member> last = new ArrayList<>(members);
        Collections.reverse(last);
        for (Member member : last) {
            screen.show(List.of("Ending " + member.name() + " ..."));
            end(member);
            plan.network().leave(member);
        }
        plan.network().remove();
        members.clear();
        save();
    }

    private void save() {
        folder.write(new ClusterFolder.Content(plan, members));
    }

    private static ProcessHandle alive(Member member) {
        return member.process()
                .orElseThrow(() -> new CommandFailure(
                        member.name() + " is dead; './offramp cluster start " + member.name() + "' starts it again"));
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            int status = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new CommandFailure("kill " + signal + " " + process.pid() + " ended with " + status);
            }
        } catch (IOException failure) {
            throw new CommandFailure("kill cannot be run: " + failure.getMessage(), failure);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hasEnded(ProcessHandle process) {
        try {
            process.onExit().get(TO_END.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException | TimeoutException late) {
            return false;
        }
    }
}
