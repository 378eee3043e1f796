package dev.offramp.cli.labelled;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.publish.FolderLabels;
import dev.offramp.cli.publish.FrameFiles;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Printable;
import dev.offramp.sample.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Pictures of a source whose classes are known, all of them or some. */
public final class LabelledPictures implements LabelledSamples {

    private static final int SHIPPED_SIDE = 28;
    private static final int SHOWN = 5;

    private final PictureSource source;
    private final List<String> classes;
    private final List<Integer> wanted;
    private final Split split;
    private final Task task;

    private LabelledPictures(PictureSource source, List<String> classes, List<Integer> wanted, Split split, Task task) {
        this.task = task;
        this.source = source;
        this.classes = classes;
        this.wanted = wanted;
        this.split = split;
    }

    /**
     * Opens a source: an idx3 file with its labels beside it, or a folder or zip archive with a folder for each class.
     *
     * @param data the shipped test pictures where absent, if the bundle takes their size
     */
    public static LabelledPictures open(Optional<Path> data, Bundle bundle) {
        if (bundle.frames() > 1) {
            throw new CommandFailure(
                    bundle.id().name() + " takes clips of " + bundle.frames() + " frames, and these are pictures");
        }
        Path path = data.orElseGet(() -> shipped(bundle));
        FrameFiles files = FrameFiles.open(path, Optional.empty(), FolderLabels.of(bundle));
        files.requireAny(path);
        PictureSource source = new PictureSource(path, files);
        return new LabelledPictures(source, bundle.classes(), source.all(), Split.ALL, bundle.task());
    }

    private static Path shipped(Bundle bundle) {
        if (bundle.height() != SHIPPED_SIDE || bundle.width() != SHIPPED_SIDE) {
            throw new CommandFailure("--data is needed: " + bundle.id().name() + " takes pictures of " + bundle.width()
                    + " x " + bundle.height() + ", and those that ship with the project have 28 x 28");
        }
        return Home.testImages();
    }

    /** Only the samples of these ids, in this order; all must be there. */
    public LabelledPictures only(List<String> ids) {
        return only(ids, source::id);
    }

    /** Only those that thresholds come from, as the manifest names them; all must be there. */
    public LabelledPictures calibrating(Provenance provenance) {
        if (provenance.heldOut().isEmpty()) {
            throw new CommandFailure("the bundle's manifest records no held-out samples; leave --held-out away and give"
                    + " data that the network was not trained on");
        }
        List<PicturePath> paths = source.paths();
        return only(provenance.heldOut(), index -> {
            PicturePath path = paths.get(index);
            boolean isOfPart = path.part().isEmpty() || path.part().equals(provenance.heldOutOf());
            return isOfPart ? path.name() : source.id(index); // another part may have pictures of the same names
        });
    }

    private LabelledPictures only(List<String> names, IntFunction<String> naming) {
        Map<String, Integer> indices = new HashMap<>();
        source.all().forEach(index -> indices.put(naming.apply(index), index));
        List<String> missing =
                names.stream().filter(name -> !indices.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new CommandFailure("sample " + missing.get(0) + " and " + (missing.size() - 1)
                    + " more of the bundle's held-out samples are not among the " + indices.size() + " pictures of "
                    + this + "; it must be the data set that the network was trained on");
        }
        return with(names.stream().map(indices::get).toList(), Split.ALL);
    }

    /** Those that the network was not trained on and that no thresholds come from, as far as source and manifest tell. */
    public LabelledPictures fresh(Provenance provenance) {
        var choice = new FreshPictures(source.name(), source.ids(), source::isLabelled, source::digestShare, provenance)
                .choose();
        if (choice.indices().isEmpty()) {
            throw new CommandFailure("no picture of " + this + " is left to evaluate on: all of them calibrated");
        }
        return with(choice.indices(), choice.split());
    }

    private LabelledPictures with(List<Integer> some, Split ofThem) {
        return new LabelledPictures(source, classes, some, ofThem, task);
    }

    /** Itself; fails where pictures lie in folders that are named like no class. */
    public LabelledPictures requireLabels() {
        List<String> foreign = wanted.stream()
                .filter(index -> !source.isLabelled(index))
                .map(source::folder)
                .toList();
        if (!foreign.isEmpty()) {
            throw new CommandFailure(
                    foreign.size() + " of " + wanted.size() + " pictures of " + this + noLabel(foreign));
        }
        return this;
    }

    private String noLabel(List<String> folders) {
        if (task == Task.MULTI_LABEL) {
            return " have no labels: a file labels.tsv beside them says a line each, the picture's name, a tab, and the"
                    + " names of its labels with | between them; the bundle knows " + some(classes);
        }
        if (task == Task.REGRESSION) {
            return " have no number of " + some(classes) + ": a file labels.tsv beside them says a line each, the"
                    + " picture's name, a tab, and the true number";
        }
        return " have no label: they lie in folders that are named like none of the bundle's classes, "
                + some(folders.stream().distinct().toList()) + " (it knows " + some(classes)
                + "); or beside an idx3 file there is no idx1 file of its labels";
    }

    private static String some(List<String> names) {
        String shown = names.stream().limit(SHOWN).map(Printable::text).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + ", ... (" + names.size() + ")" : shown;
    }

    @Override
    public Split split() {
        return split;
    }

    @Override
    public int count() {
        return wanted.size();
    }

    /** Its index in an idx file, else its path inside the source. */
    @Override
    public String id(int n) {
        return source.id(wanted.get(n));
    }

    /** Reads one picture, 0-based; fails where it cannot be read. */
    public Picture picture(int n) {
        try {
            return source.files().picture(wanted.get(n));
        } catch (IOException failure) {
            throw new CommandFailure(unreadable(n, failure), failure);
        }
    }

    @Override
    public LabelledSample sample(int n) throws UnreadableSample {
        try {
            Picture picture = source.files().picture(wanted.get(n));
            int label = picture.label()
                    .orElseThrow(() -> new CommandFailure(picture.name() + " in " + this + " has no label"));
            return new LabelledSample(picture.name(), label, List.of(picture.encoded()));
        } catch (IOException failure) {
            throw new UnreadableSample(unreadable(n, failure), failure);
        }
    }

    private String unreadable(int n, IOException failure) {
        return id(n) + " in " + this + " cannot be read: " + failure.getMessage();
    }

    @Override
    public String unit() {
        return "pictures";
    }

    @Override
    public void close() {
        try {
            source.files().close();
        } catch (IOException failure) {
            throw new CommandFailure(this + " cannot be closed: " + failure.getMessage(), failure);
        }
    }

    @Override
    public String toString() {
        return source.path().toString();
    }
}
