package dev.offramp.job;

import dev.offramp.exit.Agreement;
import dev.offramp.exit.Answer;
import dev.offramp.exit.ExitFunction;
import dev.offramp.frames.FramesSettings;
import dev.offramp.frames.PixelDecoder;
import dev.offramp.model.LaneItem;
import dev.offramp.model.Model;
import dev.offramp.model.ModelSource;
import dev.offramp.stage.FrameDecoders;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.PackFunction;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageOperator;
import dev.offramp.stage.StageSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The way of a sample: stage-k and, chained behind it, exit-k; survivors go on to stage k+1.
 *
 * <p>A stage keeps the partitioning of its input, so the exit behind it may be keyed without an exchange. Colocated, all
 * of the way is one task. Disaggregated, survivors are packed and exchanged by lane in front of every stage.
 */
final class StageChain {

    private final Settings settings;
    private final StageEngines engines;
    private final Model model;
    private final ModelSource later;
    private final FrameDecoders decoders;
    private final LaneKey<LaneItem> lane;
    private DataStream<LaneItem> end;
    private final List<DataStream<Answer>> answers = new ArrayList<>();
    private final List<DataStream<Agreement>> agreements = new ArrayList<>();
    private final List<SingleOutputStreamOperator<?>> operators = new ArrayList<>();
    private final List<SingleOutputStreamOperator<?>> stages = new ArrayList<>();

    private StageChain(Settings settings, StageEngines engines, ModelSource later, DataStream<LaneItem> admitted) {
        this.settings = settings;
        this.engines = engines;
        this.model = settings.model();
        this.later = later;
        this.end = admitted;
        FramesSettings frames = settings.frames();
        this.decoders = bundle -> new PixelDecoder(frames, bundle);
        this.lane = LaneKey.ofItems(settings.partitioning());
    }

    /**
     * @param later    opens bundles that the job is told of
     * @param admitted partitioned by lane
     */
    static StageChain through(
            Settings settings, StageEngines engines, ModelSource later, DataStream<LaneItem> admitted) {
        StageChain route = new StageChain(settings, engines, later, admitted);
        for (int k = 1; k <= settings.stages().size(); k++) {
            route.end = route.towards(k, route.pass(k, route.end));
        }
        return route;
    }

    DataStream<Answer> answers() {
        return union(answers);
    }

    /** Of the last exits, where shadows end. */
    DataStream<Agreement> agreements() {
        return union(agreements);
    }

    /** What comes out behind the last exit: news, and the sides of pairs, which meet there. */
    DataStream<LaneItem> end() {
        return end;
    }

    /** Every stage and exit: each may refuse a sample. */
    List<SingleOutputStreamOperator<?>> operators() {
        return List.copyOf(operators);
    }

    /** Every stage: each reports of bundles that it is told of. */
    List<SingleOutputStreamOperator<?>> stages() {
        return List.copyOf(stages);
    }

    private SingleOutputStreamOperator<LaneItem> pass(int k, DataStream<LaneItem> entering) {
        StageSettings stageSettings = settings.stages().get(k - 1);
        SingleOutputStreamOperator<LaneItem> rows = StageSlots.of(settings, k)
                .place(entering.transform(
                        "stage-" + k,
                        InFlight.ITEM,
                        new StageOperator(k, model, stageSettings, engines, decoders, later)));
        ExitFunction exit = new ExitFunction(k, model, settings.partitioning(), settings.exits());
        SingleOutputStreamOperator<LaneItem> survivors = StageSlots.of(settings, k)
                .place(DataStreamUtils.reinterpretAsKeyedStream(rows.uid("stage-" + k), lane, Types.INT)
                        .process(exit, InFlight.ITEM)
                        .name("exit-" + k)
                        .uid("exit-" + k));
        answers.add(survivors.getSideOutput(Answer.ANSWERS));
        if (k == model.exits() || settings.refresh().isPresent()) { // others end elsewhere
            agreements.add(survivors.getSideOutput(Agreement.AGREEMENTS));
        }
        operators.add(rows);
        stages.add(rows);
        operators.add(survivors);
        return survivors;
    }

    /** @param k of the exit that they survived */
    private DataStream<LaneItem> towards(int k, SingleOutputStreamOperator<LaneItem> survivors) {
        boolean last = k == settings.stages().size();
        if (last || settings.placement() == Placement.COLOCATED) {
            return survivors;
        }
        return StageSlots.of(settings, k)
                .place(survivors
                        .map(new PackFunction(settings.stages().get(k - 1).wire()))
                        .returns(InFlight.ITEM)
                        .name("pack-" + k)
                        .uid("pack-" + k))
                .keyBy(lane, Types.INT);
    }

    private static <T> DataStream<T> union(List<DataStream<T>> streams) {
        DataStream<T> all = streams.get(0);
        for (DataStream<T> stream : streams.subList(1, streams.size())) {
            all = all.union(stream);
        }
        return all;
    }
}
