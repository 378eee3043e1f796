package dev.offramp.bench.peers;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.SequentialBlock;
import ai.djl.translate.TranslateException;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.StageSpec;
import dev.offramp.sample.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All stages of a bundle as one ordinary DJL model, as somebody without exits would serve it: a predictor, one picture a call, and no
 * early heads where the stages can do without them.
 */
final class StaticNetwork implements AutoCloseable {

    private final List<Model> stages = new ArrayList<>();
    private final Model whole = Model.newInstance("static", "PyTorch");
    private final Predictor<Tensor, Classifications> predictor;

    /** Loads the stages; to be used on this thread only. */
    StaticNetwork(Bundle bundle) throws IOException, MalformedModelException {
        SequentialBlock chain = new SequentialBlock();
        for (StageSpec spec : bundle.stages()) {
            Path file = Path.of(spec.file());
            Model stage = Model.newInstance("static-" + spec.number(), "PyTorch");
            stages.add(stage);
            stage.load(file.getParent(), file.getFileName().toString());
            if (spec.runsWithoutHead()) {
                chain.add(StaticNetwork::callingWithoutHead);
            }
            chain.add(stage.getBlock());
            if (spec.number() < bundle.stages().size() && !spec.runsWithoutHead()) {
                chain.add(StaticNetwork::withoutLogits);
            }
        }
        whole.setBlock(chain);
        predictor = whole.newPredictor(new PictureTranslator(bundle.classes()));
    }

    Classifications predict(Tensor pixels) throws TranslateException {
        return predictor.predict(pixels);
    }

    @Override
    public void close() {
        predictor.close();
        whole.close();
        stages.forEach(Model::close);
    }

    /** DJL takes the name of a method from the name of an array, which it does not hand on. */
    private static NDList callingWithoutHead(NDList inputs) {
        NDArray method = inputs.get(0).getManager().create(0);
        method.setName("module_method:" + StageSpec.WITHOUT_HEAD);
        NDList named = new NDList(inputs);
        named.add(method);
        return named;
    }

    /** A stage returns its activations and then its head's logits; the next one takes the activations. */
    private static NDList withoutLogits(NDList outputs) {
        return outputs.subNDList(0, outputs.size() - 1);
    }
}
