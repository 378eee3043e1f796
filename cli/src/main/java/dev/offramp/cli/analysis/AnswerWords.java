package dev.offramp.cli.analysis;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.schema.Classification;
import dev.offramp.schema.RankedClass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an answer says, for a reader: its class, all of its labels, or its number, and whether that is right. */
public record AnswerWords(Classification answer) {

    private static final String NO_LABEL = "(no label)";

    /** Whether it names any number of labels, and not one class. */
    public boolean areLabels() {
        return answer.getLabels() != null;
    }

    /** The name of its class, or those of its labels; its number, with what that counts or measures. */
    public String name() {
        Float value = answer.getValue();
        if (value != null) {
            return Figures.number(value) + " " + answer.getPredictedName();
        }
        List<RankedClass> labels = answer.getLabels();
        if (labels == null) {
            return answer.getPredictedName();
        }
        return labels.isEmpty()
                ? NO_LABEL
                : labels.stream().map(RankedClass::getName).collect(Collectors.joining(" | "));
    }

    /** Whether it names a class or a label so, or has it by this index. */
    public boolean names(String wanted) {
        List<RankedClass> labels = answer.getLabels();
        return labels == null
                ? is(wanted, answer.getPredictedName(), answer.getPredicted())
                : labels.stream().anyMatch(label -> is(wanted, label.getName(), label.getIndex()));
    }

    private static boolean is(String wanted, String name, int index) {
        return wanted.equalsIgnoreCase(name) || wanted.equals(Integer.toString(index));
    }

    /**
     * Whether it is right: of labels, whether they are exactly the true ones; of a number, whether it is close enough to the true one; empty
     * where that is not known.
     */
    public Optional<Boolean> isRight() {
        if (answer.getValue() != null) {
            return Optional.ofNullable(answer.getRight());
        }
        List<RankedClass> labels = answer.getLabels();
        if (labels == null) {
            return Optional.ofNullable(answer.getLabel()).map(label -> label == answer.getPredicted());
        }
        List<Integer> named =
                labels.stream().map(RankedClass::getIndex).sorted().toList();
        return Optional.ofNullable(answer.getTrueLabels()).map(named::equals);
    }

    /** "right", or what would be; empty where that is not known. */
    public Optional<String> verdict() {
        return isRight().map(right -> right ? "right" : "wrong, it is " + truth());
    }

    private String truth() {
        Float known = answer.getTrueValue();
        if (known != null) {
            return Figures.number(known);
        }
        return answer.getLabels() == null ? "class " + answer.getLabel() : "labels " + answer.getTrueLabels();
    }
}
