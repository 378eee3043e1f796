package dev.offramp.job;

import dev.offramp.exit.Answer;
import dev.offramp.kafka.EncodeAnswersFunction;
import dev.offramp.kafka.EncodeResultsFunction;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.results.InOrderOperator;
import dev.offramp.results.PlacesFunction;
import dev.offramp.results.SmoothFunction;
import dev.offramp.results.SmoothingSettings;
import dev.offramp.results.StreamResult;
import dev.offramp.sample.Unanswered;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The branch of the picture that answers leave by; with {@code results.order: stream} in the order of their streams:
 *
 * <pre>
 * tally =====================> in-order -> encode-classifications
 *                                 ^
 * refusals -> places -> unanswered =        =>  by stream
 * </pre>
 *
 * <p>Whatever is refused leaves a place that nobody need wait for. Rejects are in no hurry, and these are: they have edges of their own. One
 * operator gathers them, task by task, so that only one edge of them is an exchange.
 */
record ResultsBranch(Settings settings) {

    /** How long answers wait for word of a refusal before them; each edge is woken so often. */
    private static final long BUFFER_TIMEOUT_MILLIS = 100;

    /**
     * Answers as records.
     *
     * @param ending    says where streams end
     * @param operators that may refuse a frame
     */
    SingleOutputStreamOperator<OutgoingRecord> encode(
            DataStream<Answer> answers,
            SingleOutputStreamOperator<?> ending,
            List<SingleOutputStreamOperator<?>> operators) {
        if (!settings.results().inOrder()) {
            return named(answers.process(new EncodeAnswersFunction(classes(), maxBytes()), OutgoingRecord.TYPE));
        }
        DataStream<StreamResult> ordered = smoothed(inOrder(answers, unanswered(ending, operators)));
        return named(ordered.process(
                new EncodeResultsFunction(
                        settings.bundle().id(),
                        classes(),
                        maxBytes(),
                        settings.kafka().topics().states().orElse("")),
                OutgoingRecord.TYPE));
    }

    /** In the same task, for what is in order is by stream already. */
    private DataStream<StreamResult> smoothed(DataStream<StreamResult> ordered) {
        Optional<SmoothingSettings> smoothing = settings.results().smoothing();
        return smoothing.isEmpty()
                ? ordered
                : DataStreamUtils.reinterpretAsKeyedStream(ordered, StreamResult::stream, Types.STRING)
                        .process(new SmoothFunction(smoothing.get()), StreamResult.TYPE)
                        .name("smooth")
                        .uid("smooth");
    }

    private DataStream<StreamResult> inOrder(DataStream<Answer> answers, DataStream<Unanswered> unanswered) {
        return answers.keyBy(answer -> answer.sample().stream(), Types.STRING)
                .connect(unanswered.keyBy(Unanswered::stream, Types.STRING))
                .transform(
                        "in-order",
                        StreamResult.TYPE,
                        new InOrderOperator(settings.results().limits()))
                .uid("in-order");
    }

    private static DataStream<Unanswered> unanswered(
            SingleOutputStreamOperator<?> ending, List<SingleOutputStreamOperator<?>> operators) {
        DataStream<Unanswered> places = ending.getSideOutput(Unanswered.ENDS);
        for (SingleOutputStreamOperator<?> operator : operators) {
            places = places.union(places(operator));
        }
        return places.map(place -> place)
                .returns(Unanswered.TYPE)
                .name("unanswered")
                .uid("unanswered");
    }

    private static DataStream<Unanswered> places(SingleOutputStreamOperator<?> operator) {
        String name = "places-refused-by-" + operator.getName();
        return operator.getSideOutput(RejectedRecord.REJECTS)
                .flatMap(new PlacesFunction())
                .returns(Unanswered.TYPE)
                .name(name)
                .uid(name)
                .setParallelism(operator.getParallelism())
                .setBufferTimeout(BUFFER_TIMEOUT_MILLIS);
    }

    private static SingleOutputStreamOperator<OutgoingRecord> named(
            SingleOutputStreamOperator<OutgoingRecord> encoded) {
        return encoded.name("encode-classifications").uid("encode-classifications");
    }

    private List<String> classes() {
        return settings.bundle().classNames();
    }

    private int maxBytes() {
        return settings.kafka().maxResultBytes();
    }
}
