package dev.offramp.cli.read;

import dev.offramp.cli.analysis.AnswerWords;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Clip;
import dev.offramp.schema.Gap;
import java.util.ArrayList;
import java.util.List;

/** Answers, and the gaps between them. */
final class AnswerText implements RecordText {

    @Override
    public String alignment() {
        return "llrlrllrr";
    }

    @Override
    public TextLine line(TopicRecord record) {
        return record.value() instanceof Gap gap ? line(gap) : line((Classification) record.value());
    }

    private static TextLine line(Classification answer) {
        AnswerWords words = new AnswerWords(answer);
        return new TextLine(
                List.of(
                        Moment.of(answer.getAnsweredAt()),
                        answer.getStream(),
                        Long.toString(answer.getSequence()),
                        words.name(),
                        words.areLabels() || answer.getTop().isEmpty()
                                ? ""
                                : Figures.percent(answer.getTop().get(0).getProbability()),
                        "exit " + answer.getExit(),
                        answer.getVerdict().name(),
                        Figures.multiplyAdds((double) answer.getJourney().getMultiplyAdds()),
                        Figures.millis(answer.getJourney().getEndToEndMillis())),
                String.join(", ", remarks(answer)));
    }

    private static List<String> remarks(Classification answer) {
        List<String> remarks = new ArrayList<>();
        new AnswerWords(answer).verdict().ifPresent(remarks::add);
        Clip clip = answer.getClip();
        if (clip != null) {
            remarks.add("clip of " + clip.getFrames() + " from " + clip.getFirstSequence());
        }
        if (answer.getLate()) {
            remarks.add("late");
        }
        return remarks;
    }

    private static TextLine line(Gap gap) {
        boolean numbered = gap.getFrom() < gap.getTo();
        String where = numbered && gap.getTo() - gap.getFrom() > 1
                ? gap.getFrom() + "-" + (gap.getTo() - 1)
                : Long.toString(gap.getFrom());
        return new TextLine(
                List.of(Moment.of(gap.getDeclaredAt()), gap.getStream(), where),
                "gap" + (numbered ? "" : " before it") + ", " + gap.getReason() + ": "
                        + (gap.getFrames() == 1 ? "1 frame has" : gap.getFrames() + " frames have") + " no answer");
    }
}
