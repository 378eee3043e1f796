package dev.offramp.cli.read;

import dev.offramp.cli.analysis.AnswerWords;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitVerdict;
import dev.offramp.schema.Gap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads the answers of a job, and the gaps between them. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "answers",
        sortOptions = false,
        description = {
            "Read the answers: when, stream, sequence, class with its probability, exit and verdict, multiply-adds, and"
                    + " milliseconds from the frame's timestamp to the decision.",
            "",
            "Where answers stand in the order of their stream, gaps stand between them; an option about answers leaves gaps out."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp read answers --stream camera-0 --follow",
            "  ./offramp read answers --since 1h --class Sneaker --format csv --out sneakers.csv",
            ""
        })
final class ReadAnswersCommand implements Callable<Integer> {

    @Mixin
    private ReadOptions options;

    @Option(names = "--stream", paramLabel = "ID", description = "Only of this stream.")
    private Optional<String> stream;

    @Option(names = "--class", paramLabel = "NAME", description = "Only of this class, by its name or its index.")
    private Optional<String> predicted;

    @Option(names = "--exit", paramLabel = "K", description = "Only from this exit; the first is 1.")
    private Optional<Integer> exit;

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            description = "Only with this verdict: ${COMPLETION-CANDIDATES}.")
    private Optional<ExitVerdict> verdict;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only records of this kind: classification or gap.")
    private Optional<String> kind;

    @Override
    public Integer call() {
        var topic = JobTopic.of(KafkaOptions.CLASSIFICATIONS_TOPIC, List.of(Classification.class, Gap.class));
        return new Reading(options, topic, new AnswerText(), kind, UnaryOperator.identity())
                .run(record ->
                        record.value() instanceof Gap gap ? isWanted(gap) : isWanted((Classification) record.value()));
    }

    private boolean isWanted(Gap gap) {
        return isOpen(stream, gap.getStream()::equals) && predicted.isEmpty() && exit.isEmpty() && verdict.isEmpty();
    }

    private boolean isWanted(Classification answer) {
        return isOpen(stream, answer.getStream()::equals)
                && isOpen(predicted, new AnswerWords(answer)::names)
                && isOpen(exit, wanted -> wanted == answer.getExit())
                && isOpen(verdict, wanted -> wanted == answer.getVerdict());
    }

    private static <T> boolean isOpen(Optional<T> option, Predicate<T> met) {
        return option.isEmpty() || met.test(option.get());
    }
}
