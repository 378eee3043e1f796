package dev.offramp.cli.cluster;

import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The processes of a cluster, as its folder names them. The folder's lock keeps other commands out; what ends the cluster may come from
 * another thread than what starts it.
 */
final class RunningCluster {

    private final ClusterFolder folder;
    private final ClusterPlan plan;
    private final List<Member> members;
    private boolean isBeingStarted;
    private boolean isEnding;

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

    /** One that was not taken down, dead or alive. */
    static Optional<RunningCluster> find(ClusterFolder folder) {
        return folder.read()
                .filter(content -> !content.members().isEmpty())
                .map(content -> new RunningCluster(folder, content.plan(), content.members()));
    }

    /** One whose processes are yet to be {@linkplain #start started}. */
    static RunningCluster of(ClusterFolder folder, ClusterPlan plan) {
        var cluster = new RunningCluster(folder, plan, List.of());
        cluster.isBeingStarted = true;
        return cluster;
    }

    /** Whether its processes are started for the first time. */
    boolean isBeingStarted() {
        return isBeingStarted;
    }

    ClusterPlan plan() {
        return plan;
    }

    /** In the order in which they were first started. */
    synchronized List<Member> members() {
        return List.copyOf(members);
    }

    List<Member> members(Role role) {
        return members().stream().filter(member -> member.role() == role).toList();
    }

    boolean isAlive() {
        return members().stream().anyMatch(Member::isAlive);
    }

    boolean has(String name) {
        return members().stream().anyMatch(member -> member.name().equals(name));
    }

    Member member(String name) {
        return members().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("there is no " + name + " in this cluster; it has "
                        + members().stream().map(Member::name).collect(Collectors.joining(", "))));
    }

    /** Where Kafka's clients begin. */
    String bootstrapServers() {
        return members(Role.BROKER).stream().map(Member::address).collect(Collectors.joining(","));
    }

    /** A JobManager that answers; each knows who leads. */
    Member jobManager() {
        return members(Role.JOBMANAGER).stream()
                .filter(member -> ProcessState.of(member).condition() == ProcessState.Condition.LIVES)
                .filter(this::answers)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        "no JobManager answers; './offramp cluster status' shows them, and 'start', 'resume' and 'mend'"
                                + " bring them back"));
    }

    /** Whether a JobManager can be worked with. */
    boolean answers(Member jobManager) {
        return Readiness.answered(rest(jobManager), "/overview")
                .path("taskmanagers")
                .isNumber();
    }

    /** A JobManager, to be asked as the cluster's settings say. */
    FlinkRest rest(Member jobManager) {
        return new FlinkRest(URI.create("http://" + jobManager.address()), folder.flinkSettings(plan.flinkOptions()));
    }

    /** Starts a process, again or for the first time, and returns when the others can work with it. */
    void start(Member member, Screen screen) {
        start(List.of(member), screen);
    }

    /** Starts several: those of one role at once, for brokers answer only when most of them are there, and the roles in their order. */
    void start(List<Member> several, Screen screen) {
        several.stream().filter(Member::isAlive).findFirst().ifPresent(member -> {
            throw new CommandFailure(member.name() + " lives already, pid " + member.pid());
        });
        for (Role role : Role.values()) {
            startAtOnce(several.stream().filter(member -> member.role() == role).toList(), screen);
        }
    }

    private void startAtOnce(List<Member> several, Screen screen) {
        List<Readiness> ready = several.stream()
                .map(member -> Readiness.before(member, this, folder))
                .toList();
        List<Member> started = several.stream().map(this::launch).toList();
        for (int i = 0; i < started.size(); i++) {
            Member member = started.get(i);
            screen.show(List.of("Starting " + member.name() + " ..."));
            ready.get(i).await(member);
            screen.line(
                    "%s",
                    member.name() + " (pid " + member.pid() + ")"
                            + (member.ports().isEmpty() ? "" : " at " + member.address()));
        }
    }

    private synchronized Member launch(Member member) {
        if (isEnding) {
            throw new CommandFailure("the cluster is being ended");
        }
        Member started = Launch.start(member, folder);
        int place = members.indexOf(member);
        if (place < 0) {
            members.add(started);
        } else {
            members.set(place, started);
        }
        save();
        return started;
    }

    /** Ends a TaskManager that is not wanted any more. */
    synchronized void dismiss(Member member) {
        Signals.end(List.of(member));
        forget(member);
    }

    /** As a cable that is pulled: all connections of a process hang, or only those to another one. */
    void cut(Member member, Optional<Member> from) {
        from.ifPresentOrElse(
                other -> plan.network().cut(member, other), () -> plan.network().cut(member));
    }

    void mend(Member member) {
        List<Member> others = members().stream()
                .filter(other -> !other.name().equals(member.name()))
                .toList();
        plan.network().mend(member, others);
    }

    /** Ends all, TaskManagers first, and forgets each as it ends; the brokers at once, for one cannot end in good order without the others. */
    synchronized void down(Screen screen) {
        isEnding = true;
        List<Role> roles = new ArrayList<>(List.of(Role.values()));
        roles.sort(Comparator.reverseOrder());
        for (Role role : roles) {
            List<Member> these = members(role);
            if (!these.isEmpty()) {
                screen.show(List.of(
                        "Ending " + these.stream().map(Member::name).collect(Collectors.joining(", ")) + " ..."));
                Signals.end(these);
                these.forEach(this::forget);
            }
        }
        plan.network().remove();
    }

    private void forget(Member member) {
        plan.network().leave(member);
        members.remove(member);
        save();
    }

    private void save() {
        folder.write(new ClusterFolder.Content(plan, members));
    }
}
