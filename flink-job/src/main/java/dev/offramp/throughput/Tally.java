package dev.offramp.throughput;

import dev.offramp.exit.Agreement;
import dev.offramp.exit.Answer;
import dev.offramp.exit.Verdict;
import dev.offramp.refresh.ComparisonTally;
import dev.offramp.refresh.Design;
import dev.offramp.stage.Visit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Counts answers of one bundle, and what it does as a shadow, while an interval lasts; {@link #totals()} ends it. Not thread-safe. */
final class Tally {

    private final List<ExitTally> exits = new ArrayList<>();
    private final List<StageTally> stages = new ArrayList<>();
    private final LimitTally limits = new LimitTally();
    private final Map<String, StreamTally> streams = new HashMap<>();
    private final ComparisonTally pairs = new ComparisonTally(Design.PAIRED);
    private LabelTotals labels = LabelTotals.NONE;
    private NumberTotals numbers = NumberTotals.NONE;
    private long multiplyAdds;
    private long shadowMultiplyAdds;
    private long budgeted;
    private long budgetMultiplyAdds;
    private long budgetedMultiplyAdds;

    void add(Answer answer) {
        exit(answer.exits());
        stage(answer.exits() - 1);
        exit(answer.exit()).add(answer);
        multiplyAdds += answer.journey().multiplyAdds();
        answer.limits().budget().ifPresent(budget -> {
            budgeted++;
            budgetMultiplyAdds += budget;
            budgetedMultiplyAdds += answer.journey().multiplyAdds();
        });
        limits.add(answer);
        answer.sample().label().ifPresent(known -> compare(answer, known));
        streams.computeIfAbsent(answer.sample().stream(), fresh -> new StreamTally())
                .add(answer);
        List<Visit> visits = answer.journey().visits();
        for (int i = 0; i < visits.size(); i++) {
            stage(i).add(visits.get(i));
        }
    }

    /** @param known what is true of the sample */
    private void compare(Answer answer, int known) {
        switch (answer.task()) {
            case CLASSIFICATION -> {} // right or wrong says it all
            case MULTI_LABEL -> labels = labels.plus(LabelTotals.of(answer.value(), known));
            case REGRESSION -> numbers = numbers.plus(NumberTotals.of(answer.value(), known));
        }
    }

    void add(Agreement agreement) {
        exit(agreement.exit()).add(agreement);
        shadowMultiplyAdds += agreement.multiplyAdds();
    }

    /** What the bundle did as a shadow. */
    void add(SamplePair pair) {
        pairs.add(pair.stream(), pair.seen());
    }

    /** What was counted; the tally must not be used afterwards. */
    Totals totals() {
        return new Totals(
                        multiplyAdds,
                        shadowMultiplyAdds,
                        new BudgetTotals(budgeted, budgetMultiplyAdds, budgetedMultiplyAdds),
                        limits.totals(),
                        exits.stream().map(ExitTally::totals).toList(),
                        stages.stream().map(StageTally::totals).toList(),
                        0)
                .with(pairs.total())
                .with(labels)
                .with(numbers);
    }

    /** What each stream cost. */
    List<StreamTotals> streams() {
        List<StreamTotals> totals = new ArrayList<>(streams.size());
        streams.forEach((stream, tally) -> totals.add(tally.totals(stream)));
        return totals;
    }

    /** An exit, 1-based; those before it are there from then on, whether anybody left by them or not. */
    private ExitTally exit(int exit) {
        while (exits.size() < exit) {
            exits.add(new ExitTally());
        }
        return exits.get(exit - 1);
    }

    private StageTally stage(int index) {
        while (stages.size() <= index) {
            stages.add(new StageTally());
        }
        return stages.get(index);
    }

    private static final class ExitTally {

        private final Histogram latencyMicros = Latencies.empty();
        private long samples;
        private long labelled;
        private long correct;
        private long shadowed;
        private long agreed;

        void add(Answer answer) {
            samples++;
            Latencies.record(latencyMicros, answer.endToEndMillis() * 1000);
            if (answer.sample().label().isPresent()) {
                labelled++;
                correct += answer.isRight() ? 1 : 0;
            }
        }

        void add(Agreement agreement) {
            shadowed++;
            agreed += agreement.agreed() ? 1 : 0;
        }

        ExitTotals totals() {
            return new ExitTotals(samples, labelled, correct, shadowed, agreed, latencyMicros);
        }
    }

    private static final class StreamTally {

        private final List<Long> exits = new ArrayList<>();
        private long multiplyAdds;
        private double computeMicros;

        void add(Answer answer) {
            while (exits.size() < answer.exit()) {
                exits.add(0L);
            }
            exits.set(answer.exit() - 1, exits.get(answer.exit() - 1) + 1);
            multiplyAdds += answer.journey().multiplyAdds();
            for (Visit visit : answer.journey().visits()) {
                computeMicros += (double) visit.computeMicros() / Math.max(1, visit.batchSize());
            }
        }

        StreamTotals totals(String stream) {
            return new StreamTotals(stream, multiplyAdds, Math.round(computeMicros), exits);
        }
    }

    private static final class LimitTally {

        private long withDeadline;
        private long inTime;
        private long cutByDeadline;
        private long cutByBudget;

        void add(Answer answer) {
            if (answer.hasDeadline()) {
                withDeadline++;
                inTime += answer.answeredAtMillis() <= answer.dueMillis() ? 1 : 0;
            }
            cutByDeadline += answer.verdict() == Verdict.DEADLINE ? 1 : 0;
            cutByBudget += answer.verdict() == Verdict.BUDGET ? 1 : 0;
        }

        LimitTotals totals() {
            return new LimitTotals(withDeadline, inTime, cutByDeadline, cutByBudget);
        }
    }

    private static final class StageTally {

        private final Histogram queueMicros = Latencies.empty();
        private final Histogram computeMicros = Latencies.empty();
        private long samples;
        private long batchSizes;

        void add(Visit visit) {
            samples++;
            batchSizes += visit.batchSize();
            Latencies.record(queueMicros, visit.queueMicros());
            Latencies.record(computeMicros, visit.computeMicros());
        }

        StageTotals totals() {
            return new StageTotals(samples, batchSizes, queueMicros, computeMicros);
        }
    }
}
