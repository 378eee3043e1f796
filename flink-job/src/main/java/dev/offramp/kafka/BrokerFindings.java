package dev.offramp.kafka;

import java.util.List;

/**
 * What a broker was found to be.
 *
 * @param problems           why the job cannot run on it, one sentence each
 * @param warnings           what it does not tell or does not allow although the job runs, one sentence each
 * @param transactionTimeout as it was wanted, or shortened to what the broker allows
 */
public record BrokerFindings(List<String> problems, List<String> warnings, TransactionTimeout transactionTimeout) {

    public BrokerFindings {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
