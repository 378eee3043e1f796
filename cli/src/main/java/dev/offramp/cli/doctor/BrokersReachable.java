package dev.offramp.cli.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.Node;

/** Whether every broker can be reached where it says that it is: clients begin anywhere, and go on there. */
final class BrokersReachable implements Check<List<Node>> {

    /** Where none answers, a hundred of them are looked at within the time of a check. */
    private static final int MOST_AT_ONCE = 16;

    @Override
    public String name() {
        return "brokers' addresses";
    }

    @Override
    public void examine(List<Node> nodes, Findings findings) {
        Map<Node, CompletableFuture<Boolean>> answers = new LinkedHashMap<>();
        ExecutorService probes = Executors.newFixedThreadPool(MOST_AT_ONCE, probe -> {
            Thread thread = new Thread(probe, "doctor: a broker's address");
            thread.setDaemon(true);
            return thread;
        });
        nodes.forEach(node -> answers.put(
                node, CompletableFuture.supplyAsync(() -> ListenerProbe.listens(node.host(), node.port()), probes)));
        probes.shutdown();
        answers.forEach((node, listens) -> {
            if (!listens.join()) {
                findings.wrong(
                        "broker " + node.idString() + " says that it is at " + node.host() + ":" + node.port()
                                + ", where nothing takes connections from here",
                        "advertised.listeners of that broker: a name and port under which the job's machines reach it");
            }
        });
        findings.okOtherwise(nodes.size() + " of " + nodes.size() + " take connections where they say they are");
    }
}
