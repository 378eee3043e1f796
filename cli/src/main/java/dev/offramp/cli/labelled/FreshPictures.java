package dev.offramp.cli.labelled;

import dev.offramp.cli.terminal.Figures;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Chooses the pictures of a source that a network has not met: neither trained on nor where its thresholds come from, as far as folders
 * and the bundle's manifest tell.
 *
 * @param source     what the source is called, without its suffix
 * @param ids        of its pictures: paths in it, or indices
 * @param isLabelled whether a picture lies in a folder of its class, by its position
 * @param digest     of a picture's file as a share of all digests, 0 to 1, by its position
 */
record FreshPictures(
        String source, List<String> ids, IntPredicate isLabelled, IntToDoubleFunction digest, Provenance provenance) {

    /** Of the pictures that calibrated, so many must be there for a source without parts to be the same data set. */
    private static final double SAME_SET = 0.5;

    /**
     * What was chosen.
     *
     * @param indices positions in the source, in its order
     */
    record Choice(List<Integer> indices, Split split) {}

    Choice choose() {
        if (ids.stream().noneMatch(id -> id.contains("/"))) {
            boolean isTrainingSet = provenance.isIndexed() && source.startsWith(PicturePath.TRAIN);
            return isTrainingSet ? trainedOn(all(), calibrating(all(), ids)) : everything();
        }
        List<PicturePath> paths = PicturePath.in(source, ids);
        if (paths.stream().allMatch(path -> path.part().isEmpty())) {
            return ofOnePart(calibrating(all(), names(paths)));
        }
        List<Integer> test = labelledOf(PicturePath.TEST, paths);
        List<Integer> tested = test.isEmpty() ? labelledOf(PicturePath.VALIDATION, paths) : test;
        return tested.isEmpty() ? trained(paths) : tested(paths, tested);
    }

    private Choice tested(List<PicturePath> paths, List<Integer> tested) {
        boolean isHalved = provenance.heldOutOf().equals(PicturePath.TEST);
        Set<Integer> calibrating = isHalved ? calibrating(tested, names(paths)) : Set.of();
        String part = paths.get(tested.get(0)).part();
        return choice("of " + part + "/", without(tested, calibrating), calibrating.size());
    }

    private Choice trained(List<PicturePath> paths) {
        List<Integer> train = labelledOf(PicturePath.TRAIN, paths);
        boolean isHeldOutOfIt = provenance.heldOutOf().equals(PicturePath.TRAIN);
        return trainedOn(train, isHeldOutOfIt ? calibrating(train, names(paths)) : Set.of());
    }

    private Choice ofOnePart(Set<Integer> calibrating) {
        boolean isSameSet =
                calibrating.size() >= SAME_SET * provenance.heldOut().size();
        if (calibrating.isEmpty() || !isSameSet) {
            return everything();
        }
        if (provenance.testShare().isPresent()) {
            double share = provenance.testShare().getAsDouble();
            List<Integer> tested = without(all(), calibrating).stream()
                    .filter(index -> digest.applyAsDouble(index) < share)
                    .toList();
            return choice("that their digests make test pictures", tested, calibrating.size());
        }
        return provenance.heldOutOf().equals(PicturePath.TEST)
                ? choice("that no thresholds come from", without(all(), calibrating), calibrating.size())
                : trainedOn(all(), calibrating);
    }

    private Choice trainedOn(List<Integer> pictures, Set<Integer> calibrating) {
        List<Integer> taken = without(pictures, calibrating);
        String told = choice("that the network was trained on", taken, calibrating.size())
                .split()
                .told();
        return new Choice(taken, new Split(told, true));
    }

    private Choice choice(String which, List<Integer> taken, int calibrating) {
        String told = String.format(
                Locale.ROOT,
                "Taken: the %s pictures %s; left out: %s that thresholds come from, %s others.",
                Figures.count(taken.size()),
                which,
                Figures.count(calibrating),
                Figures.count(ids.size() - taken.size() - calibrating));
        return new Choice(taken, new Split(told, false));
    }

    private Choice everything() {
        return new Choice(all(), Split.ALL);
    }

    private List<Integer> labelledOf(String part, List<PicturePath> paths) {
        return all().stream()
                .filter(index -> paths.get(index).part().equals(part) && isLabelled.test(index))
                .toList();
    }

    private Set<Integer> calibrating(List<Integer> among, List<String> names) {
        Set<String> heldOut = new HashSet<>(provenance.heldOut());
        Set<Integer> found = new HashSet<>();
        among.stream().filter(index -> heldOut.contains(names.get(index))).forEach(found::add);
        return found;
    }

    private static List<String> names(List<PicturePath> paths) {
        return paths.stream().map(PicturePath::name).toList();
    }

    private static List<Integer> without(List<Integer> indices, Set<Integer> left) {
        return indices.stream().filter(index -> !left.contains(index)).toList();
    }

    private List<Integer> all() {
        return IntStream.range(0, ids.size()).boxed().toList();
    }
}
