package dev.offramp.cli.doctor;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.BrokerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one check after the other, each within its time, and hands on what they find as they find it. */
final class Checkup {

    private static final Logger LOG = LoggerFactory.getLogger(Checkup.class);

    private final Consumer<Finding> told;
    private final List<Finding> findings = new ArrayList<>();

    Checkup(Consumer<Finding> told) {
        this.told = told;
    }

    /** Everything found so far. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * Makes the checks; where what they look at is not there, says of each that it was left out.
     *
     * @return whether they were made, and found nothing wrong
     */
    <T> boolean look(List<Check<T>> checks, Optional<T> on, String otherwise) {
        boolean well = on.isPresent();
        for (Check<T> check : checks) {
            if (on.isPresent()) {
                well &= look(check, on.get());
            } else {
                tell(new Finding(check.name(), Verdict.SKIPPED, otherwise, ""));
            }
        }
        return well;
    }

    /** Makes one check; returns whether it found nothing wrong. */
    <T> boolean look(Check<T> check, T on) {
        Findings found = new Findings(check.name());
        FutureTask<Boolean> task = new FutureTask<>(() -> check.examine(on, found), true);
        Thread thread = new Thread(task, "doctor: " + check.name());
        thread.setDaemon(true); // one that hangs does not keep the command
        thread.start();
        try {
            task.get(check.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            found.wrong("this took longer than " + check.patience().toSeconds() + " s and was given up", "");
        } catch (ExecutionException failure) {
            failed(check, failure.getCause() == null ? failure : failure.getCause(), found);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped", stopped);
        }
        found.all().forEach(this::tell);
        return found.all().stream().noneMatch(finding -> finding.verdict() == Verdict.WRONG);
    }

    private static void failed(Check<?> check, Throwable failure, Findings found) {
        if (failure instanceof CommandFailure said) {
            found.wrong(String.valueOf(said.getMessage()), "");
        } else if (failure instanceof KafkaException refused) {
            found.wrong("the broker does not answer this: " + BrokerFailure.root(refused), "");
        } else {
            LOG.error("{} failed", check.name(), failure);
            found.wrong("this could not be looked at: " + failure, "");
        }
    }

    private void tell(Finding finding) {
        findings.add(finding);
        told.accept(finding);
    }
}
