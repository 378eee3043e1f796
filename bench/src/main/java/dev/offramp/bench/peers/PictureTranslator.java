package dev.offramp.bench.peers;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import dev.offramp.sample.Tensor;
import java.nio.ByteBuffer;
import java.util.List;

/** Pixels in, classes with probabilities out; DJL stacks and splits as it does by default. */
record PictureTranslator(List<String> classes) implements Translator<Tensor, Classifications> {

    @Override
    public NDList processInput(TranslatorContext context, Tensor pixels) {
        long[] shape = pixels.shape().stream().mapToLong(Integer::longValue).toArray();
        ByteBuffer buffer = ByteBuffer.allocateDirect(pixels.bytes().length)
                .put(pixels.bytes())
                .flip();
        return new NDList(context.getNDManager().create(buffer, new Shape(shape), DataType.UINT8));
    }

    @Override
    public Classifications processOutput(TranslatorContext context, NDList outputs) {
        NDArray logits = outputs.get(outputs.size() - 1);
        return new Classifications(classes, logits.softmax(0));
    }
}
