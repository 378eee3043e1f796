package dev.offramp.exit;

import dev.offramp.bundle.Bundle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Between the classes of a bundle and those of the one that its job was started with, by which frames are labelled. A class is the same
 * where both lists have the same entry.
 *
 * @param first the class list of the bundle that the job was started with
 * @param own   that of the bundle
 * @param names of the latter for people, as many
 */
record ClassTranslation(List<String> first, List<String> own, List<String> names) {

    /** Stands for a true class that a bundle does not have: never what it predicts. */
    static final int UNKNOWN = -1;

    private static final int BELOW_UNKNOWN = -2;

    ClassTranslation {
        first = List.copyOf(first);
        own = List.copyOf(own);
        names = List.copyOf(names);
    }

    /** None where nothing need be translated. */
    static Optional<ClassTranslation> of(Bundle first, Bundle bundle) {
        boolean isSame =
                bundle.classes().equals(first.classes()) && bundle.classNames().equals(first.classNames());
        return isSame
                ? Optional.empty()
                : Optional.of(new ClassTranslation(first.classes(), bundle.classes(), bundle.classNames()));
    }

    /** A frame's label as an index in the bundle's own list, or {@link #UNKNOWN}; none where the frame has none. */
    OptionalInt label(OptionalInt ofFrame) {
        return ofFrame.isPresent() ? OptionalInt.of(label(ofFrame.getAsInt())) : ofFrame;
    }

    private int label(int ofFrame) {
        return ofFrame < first.size() ? own.indexOf(first.get(ofFrame)) : UNKNOWN;
    }

    /**
     * A class of the bundle as one number by which answers of all bundles of the job are compared: its index in the first one's list,
     * and where that lacks it a number below {@link #UNKNOWN} that goes with its entry.
     */
    int comparable(int index) {
        String entry = own.get(index);
        int inFirst = first.indexOf(entry);
        return inFirst >= 0 ? inFirst : BELOW_UNKNOWN - (entry.hashCode() & Integer.MAX_VALUE >>> 1);
    }

    /** What people call these classes, one after the other. */
    List<String> names(List<ClassProbability> classes) {
        return classes.stream().map(each -> names.get(each.index())).toList();
    }
}
