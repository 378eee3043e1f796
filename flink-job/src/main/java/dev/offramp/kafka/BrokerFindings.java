package dev.offramp.kafka;

import java.util.List;

/**
 * What a broker was found to be.
 *
 * @param problems           why the job cannot run on it, one sentence each
 * @param mayPass            whether they are of a kind that passes by itself: somebody silent, something not made or not granted yet
 * @param warnings           what it does not tell or does not allow although the job runs, one sentence each
 * @param transactionTimeout as it was wanted, or shortened to what the broker allows
 */
public record BrokerFindings(
        List<String> problems, boolean mayPass, List<String> warnings, TransactionTimeout transactionTimeout) {

    public BrokerFindings {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** The problems, where they pass by themselves. */
    public List<String> passing() {
        return mayPass ? problems : List.of();
    }

    /** Something is not there yet. */
    static BrokerFindings notYet(List<String> problems, TransactionTimeout wanted) {
        return new BrokerFindings(problems, true, List.of(), wanted);
    }
}
