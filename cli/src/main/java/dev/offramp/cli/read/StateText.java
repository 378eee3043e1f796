package dev.offramp.cli.read;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.schema.ShownState;
import dev.offramp.schema.StreamState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What streams show, and what they showed before. */
final class StateText implements RecordText {

    @Override
    public String alignment() {
        return "llrlr";
    }

    @Override
    public TextLine line(TopicRecord record) {
        StreamState state = (StreamState) record.value();
        return new TextLine(
                List.of(
                        Moment.of(state.getSince()),
                        state.getStream(),
                        Long.toString(state.getSequence()),
                        shown(state.getStateName()),
                        Figures.percent(state.getConfidence())),
                before(state.getPrevious()));
    }

    private static String before(@Nullable ShownState previous) {
        return previous == null
                ? ""
                : "before: " + shown(previous.getStateName()) + ", for " + Figures.count((double) previous.getAnswers())
                        + (previous.getAnswers() == 1 ? " answer" : " answers");
    }

    private static String shown(@Nullable String name) {
        return name == null ? "nothing for sure" : name;
    }
}
