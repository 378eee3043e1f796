package dev.offramp.bench.peers;

import ai.djl.modality.Classifications;
import dev.offramp.bundle.Bundle;
import dev.offramp.exit.Answer;
import dev.offramp.exit.ClassProbability;
import dev.offramp.frames.FramesSettings;
import dev.offramp.frames.PixelDecoder;
import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.kafka.FrameReader;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.stage.djl.EngineSwitches;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Inference as DJL's published Flink examples have it: a predictor in a flat-map function, called record by record. The
 * examples make one predictor a process; here every subtask has its own.
 */
final class PredictFunction extends RichFlatMapFunction<ConsumedRecord, Answer> {

    private static final long serialVersionUID = 1;

    private final Bundle bundle;
    private final PixelDecoder decoder;
    private final WholeAnswer answers;
    private final int topK;
    private final int intraOpThreads;

    private transient @Nullable StaticNetwork network;
    private transient @Nullable FrameReader frames;

    PredictFunction(Bundle bundle, FramesSettings frames, int topK, int intraOpThreads) {
        this.bundle = bundle;
        this.decoder = new PixelDecoder(frames, bundle);
        this.answers = new WholeAnswer(bundle);
        this.topK = topK;
        this.intraOpThreads = intraOpThreads;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        EngineSwitches.set(intraOpThreads);
        network = new StaticNetwork(bundle);
        frames = new FrameReader(WriterSchemas.NONE);
    }

    @Override
    public void flatMap(ConsumedRecord record, Collector<Answer> out) throws Exception {
        if (network == null || frames == null) {
            throw new IllegalStateException("the function is not open");
        }
        EncodedFrame frame = frames.read(record);
        long startNanos = System.nanoTime();
        Classifications classes = network.predict(decoder.decode(frame.pictures()));
        List<ClassProbability> top = classes.topK(topK).stream()
                .map(best -> new ClassProbability(
                        bundle.classes().indexOf(best.getClassName()), (float) best.getProbability()))
                .toList();
        out.collect(answers.of(frame.sample(), top, (System.nanoTime() - startNanos) / 1000, 1));
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
        }
    }
}
