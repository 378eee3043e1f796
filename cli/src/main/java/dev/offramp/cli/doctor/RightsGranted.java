package dev.offramp.cli.doctor;

import dev.offramp.kafka.RightsCheck;

/** Whether the broker lets this client do what it has to, as far as it tells without being tried. */
final class RightsGranted implements Check<Broker> {

    @Override
    public String name() {
        return "rights";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        RightsCheck rights =
                broker.asked().role().rights(broker.kafka(), broker.asked().steers());
        rights.problems(broker.questions())
                .forEach(problem -> findings.wrong(
                        problem, "kafka-acls.sh --add for its principal; docs/security.md lists what each needs"));
        findings.okOtherwise(rights.who() + " may do what it has to with "
                + rights.topics().size() + " topics" + (rights.groups().isEmpty() ? "" : " and its groups"));
    }
}
