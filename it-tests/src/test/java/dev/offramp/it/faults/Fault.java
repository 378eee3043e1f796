package dev.offramp.it.faults;

import java.time.Duration;
import java.util.List;

/**
 * Something that befalls a cluster.
 *
 * @param name     what it is, as a report says it
 * @param lasting  how long, until it is undone
 * @param stops    whether the job cannot give results while it lasts, so that it is timed from its end
 * @param strike   does it
 * @param sign     is seen while it lasts; a fault that nobody notices proves nothing
 */
record Fault(String name, Duration lasting, boolean stops, Strike strike, Sign sign) {

    /** Whether it shows. */
    interface Sign {

        boolean isSeen(FaultCluster cluster) throws Exception;
    }

    /** Does it. */
    interface Strike {

        /** Returns what undoes it. */
        Undo on(FaultCluster cluster) throws Exception;
    }

    /** Undoes it; what has died is started again by {@link FaultCluster#restore}. */
    interface Undo {

        void run() throws Exception;
    }

    private static final Undo NOTHING = () -> {};

    static final List<Fault> ALL = List.of(
            survived("a TaskManager is killed", 5, FaultCluster::killWorker, cluster -> cluster.registered() == 1),
            survived(
                    "a TaskManager hangs for longer than its heartbeat may",
                    30,
                    FaultCluster::pauseWorker,
                    cluster -> cluster.registered() == 1),
            survived("a TaskManager is cut off", 30, FaultCluster::cutWorker, cluster -> cluster.registered() == 1),
            stops("TaskManagers do not reach each other", 20, Fault::partedTaskManagers),
            survived("a JobManager is killed", 10, cluster -> killed(cluster, "jobmanager-1"), Fault::anyway),
            survived("the other JobManager is killed", 10, cluster -> killed(cluster, "jobmanager-2"), Fault::anyway),
            survived(
                    "one broker of three is killed",
                    20,
                    cluster -> killed(cluster, "broker-2"),
                    cluster -> cluster.brokersThat("broker-2") == 2),
            survived(
                    "one broker of three hangs",
                    30,
                    cluster -> paused(cluster, "broker-1"),
                    cluster -> cluster.brokersThat("broker-1") == 2),
            starved("heap"),
            starved("direct"),
            stops("a stage throws on every picture", 20, cluster -> {
                cluster.bundle().throwAlways(true);
                return () -> cluster.bundle().throwAlways(false);
            }),
            stops("two brokers of three are killed", 20, Fault::mostBrokersKilled),
            stops("ZooKeeper is killed", 30, cluster -> killed(cluster, "zookeeper-1")),
            stops("no TaskManager reaches a broker", 30, Fault::brokersUnreachable),
            stops("the checkpoints' disk is full", 30, cluster -> {
                cluster.disk().fill();
                return NOTHING;
            }),
            stops("the checkpoints' disk refuses all writing", 120, cluster -> {
                cluster.disk().refuse();
                return NOTHING;
            }));

    /** All whose names have one of some texts in them: {@code -Dfaults.named=broker,disk}. */
    static List<Fault> chosen() {
        List<String> texts = List.of(System.getProperty("faults.named", "").split(",", -1));
        return ALL.stream()
                .filter(fault -> texts.stream().anyMatch(fault.name()::contains))
                .toList();
    }

    /** Whether it shows; who is asked may be away for a while. */
    boolean isSeen(FaultCluster cluster) {
        try {
            return sign.isSeen(cluster);
        } catch (Exception nobodyAnswers) {
            return false;
        }
    }

    private static Fault survived(String name, int seconds, Strike strike, Sign sign) {
        return new Fault(name, Duration.ofSeconds(seconds), false, strike, sign);
    }

    /** That no answer comes while it lasts is sign enough. */
    static Fault stops(String name, int seconds, Strike strike) {
        return new Fault(name, Duration.ofSeconds(seconds), true, strike, Fault::anyway);
    }

    /** A process that was killed is dead. */
    private static boolean anyway(FaultCluster cluster) {
        return true;
    }

    private static Undo killed(FaultCluster cluster, String name) {
        cluster.run("kill", name);
        return NOTHING;
    }

    private static Undo paused(FaultCluster cluster, String name) {
        cluster.run("pause", name);
        return () -> cluster.run("resume", name);
    }

    private static Fault starved(String kind) {
        int seconds = 10;
        return new Fault(
                "a TaskManager has no " + kind + " memory left",
                Duration.ofSeconds(seconds),
                false,
                cluster -> cluster.starveWorker(kind, seconds),
                FaultCluster::lacksMemory);
    }

    private static Undo partedTaskManagers(FaultCluster cluster) throws Exception {
        List<String> them = cluster.taskManagers();
        cluster.run("cut", them.get(0), "--from", them.get(1));
        return () -> cluster.run("mend", them.get(0));
    }

    private static Undo mostBrokersKilled(FaultCluster cluster) {
        cluster.run("kill", "broker-2");
        cluster.run("kill", "broker-3");
        return NOTHING;
    }

    static Undo brokersUnreachable(FaultCluster cluster) throws Exception {
        for (String taskManager : cluster.taskManagers()) {
            for (String broker : cluster.brokers()) {
                cluster.run("cut", taskManager, "--from", broker);
            }
        }
        return () -> {
            for (String taskManager : cluster.taskManagers()) {
                cluster.run("mend", taskManager);
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
