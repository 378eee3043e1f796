package dev.offramp.cli.doctor;

import dev.offramp.kafka.KafkaSettings;
import java.util.ArrayList;
import java.util.List;

/** Whether what is said of the broker can be read, for whoever needs nothing else of the settings. */
final class BrokerSettingsRight implements Check<Told> {

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public void examine(Told told, Findings findings) {
        List<String> problems = new ArrayList<>();
        KafkaSettings.from(told.readable(), problems);
        problems.forEach(problem -> findings.wrong(problem, ""));
        findings.okOtherwise("what is said of the broker can be read");
    }
}
