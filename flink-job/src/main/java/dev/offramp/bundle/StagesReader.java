package dev.offramp.bundle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The stages of a manifest: the bundle's own, and the same in other precisions. */
record StagesReader(ManifestNode manifest, BundleFiles files) {

    /** What a stage costs, in every precision alike. */
    private record Costs(long own, long cumulative, long head) {}

    List<StageSpec> stages() {
        List<StageSpec> stages = new ArrayList<>();
        for (ManifestNode stage : manifest.objects("stages")) {
            stages.add(stage(
                    stage,
                    stages.size() + 1,
                    Precision.FLOAT32,
                    new Costs(
                            stage.whole("multiplyAdds"),
                            stage.whole("cumulativeMultiplyAdds"),
                            stage.optionalWhole("headMultiplyAdds"))));
        }
        return stages;
    }

    /** @param own the bundle's own stages, whose costs hold in every precision */
    List<Variant> variants(List<StageSpec> own) {
        List<Variant> variants = new ArrayList<>();
        Set<Precision> seen = EnumSet.of(Precision.FLOAT32);
        for (ManifestNode variant : manifest.optionalObjects("variants")) {
            Precision precision = variant.precision("precision");
            List<ManifestNode> stages = variant.objects("stages");
            if (!seen.add(precision)) {
                variant.problem("there is already a network in " + precision);
            } else if (stages.size() != own.size()) {
                variant.problem("it has " + stages.size() + " stages, the bundle " + own.size());
            } else {
                variants.add(new Variant(precision, variant(stages, precision, own), accuracyChanges(stages)));
            }
        }
        return variants;
    }

    private List<StageSpec> variant(List<ManifestNode> nodes, Precision precision, List<StageSpec> own) {
        List<StageSpec> stages = new ArrayList<>();
        for (StageSpec same : own) {
            stages.add(stage(
                    nodes.get(same.number() - 1),
                    same.number(),
                    precision,
                    new Costs(same.multiplyAdds(), same.cumulativeMultiplyAdds(), same.headMultiplyAdds())));
        }
        return stages;
    }

    private StageSpec stage(ManifestNode node, int number, Precision precision, Costs costs) {
        BundleFile file = files.locate(node);
        return new StageSpec(
                number,
                precision,
                file.path(),
                file.sha256(),
                node.objects("inputs").stream().map(StagesReader::input).toList(),
                node.objects("outputs").stream().map(StagesReader::tensor).toList(),
                costs.own,
                costs.cumulative,
                costs.head);
    }

    private static TensorSpec tensor(ManifestNode node) {
        return new TensorSpec(node.text("name"), node.dataType("dtype"), node.integers("shape"));
    }

    private static TensorSpec input(ManifestNode node) {
        TensorSpec tensor = tensor(node);
        return new TensorSpec(tensor.name(), tensor.type(), tensor.shape(), node.optionalPositions("frames"));
    }

    private List<Double> accuracyChanges(List<ManifestNode> variant) {
        double[] mine = heldOutAccuracies(variant);
        double[] own = heldOutAccuracies(manifest.objects("stages"));
        return IntStream.range(0, Math.min(mine.length, own.length))
                .mapToObj(k -> mine[k] - own[k])
                .toList();
    }

    /** One a stage, or none where one is missing. */
    private static double[] heldOutAccuracies(List<ManifestNode> stages) {
        double[] accuracies = stages.stream()
                .map(stage -> stage.node().at("/accuracy/heldOut"))
                .filter(accuracy -> accuracy.isNumber())
                .mapToDouble(accuracy -> accuracy.asDouble())
                .toArray();
        return accuracies.length == stages.size() ? accuracies : new double[0];
    }
}
