package dev.offramp.cli.demo;

import dev.offramp.schema.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What speaks against pictures being of the kind that a network knows. A network takes everything for one of its classes, and is
 * often sure of it, so that no word is no proof (RATIONALE.md).
 *
 * @param grey  whether the network knows grey pictures alone
 * @param usual how deep pictures of its kind go, where that is known
 */
record BundleWarnings(boolean grey, Optional<UsualDepth> usual) {

    /** @param looks of some of the pictures */
    List<String> lines(List<PictureLook> looks, List<Classification> answers) {
        List<String> lines = new ArrayList<>();
        long coloured = looks.stream().filter(PictureLook::isColoured).count();
        if (grey && 2 * coloured > looks.size()) {
            lines.add("Warning: the network was trained on grey pictures, and " + coloured + " of " + looks.size()
                    + " that were looked at are coloured: they are not of its kind, and its answers mean little.");
        }
        double mean =
                answers.stream().mapToInt(Classification::getExit).average().orElse(0);
        usual.filter(known -> known.isFarAbove(mean, answers.size()))
                .ifPresent(known -> lines.add(String.format(
                        Locale.ROOT,
                        "Warning: the network has to look deeper into these pictures than into its own kind: they leave at exit"
                                + " %.1f on average, those at %.1f. Take its answers with care.",
                        mean,
                        known.mean())));
        return lines;
    }
}
