package dev.offramp.cli.doctor;

import java.util.List;
import org.apache.kafka.common.Node;

/** Whether every broker can be reached where it says that it is: clients begin anywhere, and go on there. */
final class BrokersReachable implements Check<Broker> {

    @Override
    public String name() {
        return "brokers' addresses";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        List<Node> nodes = broker.nodes();
        nodes.stream()
                .filter(node -> !ListenerProbe.listens(node.host(), node.port()))
                .forEach(
                        node -> findings.wrong(
                                "broker " + node.idString() + " says that it is at " + node.host() + ":" + node.port()
                                        + ", where nothing takes connections from here",
                                "advertised.listeners of that broker: a name and port under which the job's machines reach it"));
        findings.okOtherwise(nodes.size() + " of " + nodes.size() + " take connections where they say they are");
    }
}
