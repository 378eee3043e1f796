package dev.offramp.cli.demo;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.schema.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What speaks against pictures being of the kind that a network knows. A network takes everything for one of its classes, and is
 * often sure of it, so that no word is no proof (RATIONALE.md).
 *
 * @param grey  whether the network knows grey pictures alone
 * @param usual how sure it is of pictures of its kind, where that is known
 */
record BundleWarnings(boolean grey, Optional<UsualConfidence> usual) {

    /** @param looks of some of the pictures */
    List<String> lines(List<PictureLook> looks, List<Classification> answers) {
        List<String> lines = new ArrayList<>();
        long coloured = looks.stream().filter(PictureLook::isColoured).count();
        if (grey && 2 * coloured > looks.size()) {
            lines.add("Warning: the network was trained on grey pictures, and " + coloured + " of " + looks.size()
                    + " that were looked at are coloured: they are not of its kind, and its answers mean little.");
        }
        double mean = answers.stream()
                .mapToDouble(Classification::getConfidence)
                .average()
                .orElse(0);
        usual.filter(known -> known.isFarAbove(mean, answers.size()))
                .ifPresent(
                        known -> lines.add("Warning: the network is less sure of these pictures than of its own kind: "
                                + Figures.percent(mean) + " on average, " + Figures.percent(known.mean())
                                + " there. Take its answers with care."));
        return lines;
    }
}
