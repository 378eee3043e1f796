package dev.offramp.cli.doctor;

import dev.offramp.kafka.PolicyOrderCheck;
import java.util.List;

/** Whether policies have an order. */
final class PoliciesInOrder implements Check<Broker> {

    @Override
    public String name() {
        return "policies' partition";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        for (String topic : broker.seen(List.of(broker.kafka().topics().policies()), findings)) {
            new PolicyOrderCheck(topic)
                    .problems(broker.questions())
                    .forEach(problem ->
                            findings.wrong(problem, "make it anew with one partition, and set the policies again"));
            findings.okOtherwise(topic + " has one");
        }
    }
}
