package dev.offramp.cli.demo;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.belt.Belt;
import dev.offramp.cli.belt.BeltFilm;
import dev.offramp.cli.belt.Garment;
import dev.offramp.cli.broker.ScratchDirectory;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.terminal.AtExit;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Films of several belts, on disk until they are closed.
 *
 * @param deletion of the folder that they lie in
 * @param shown    by stream, to be watched as they were taken
 * @param played   by stream, to be played as fast as it goes
 */
record BeltFilms(AtExit deletion, Map<String, BeltFilm> shown, Map<String, BeltFilm> played) implements AutoCloseable {

    /** A clip is the pictures of one garment; what a film holds is answered in its order, however long that takes. */
    static final List<String> SETTINGS = List.of("clips.stride=1", "results.order=stream", "results.max-wait=30 s");

    private static final int BELTS = 4;

    /** Of each belt, to be watched: a quarter of a minute. */
    private static final int SHOWN = 48;

    /**
     * Films so many garments beside those that are shown.
     *
     * @param bundle the network that will see them
     */
    static BeltFilms make(BundleFolder bundle, int garments, Screen screen) {
        Belt belt = beltFor(bundle.open());
        int shown = Math.min(BELTS * SHOWN, garments);
        List<Garment> all = Garment.first(shown + garments);
        screen.line(
                "Filming %s garments on %d belts (H.264, %d pictures of each) ...",
                Figures.count(all.size()), BELTS, belt.frames());
        var folder = ScratchDirectory.create("offramp-belts-");
        var deletion = new AtExit("belt-films", folder::delete);
        try {
            return new BeltFilms(
                    deletion,
                    film(all.subList(0, shown), belt, folder.path(), "shown"),
                    film(all.subList(shown, all.size()), belt, folder.path(), "played"));
        } catch (RuntimeException failure) {
            deletion.close();
            throw failure;
        }
    }

    private static Belt beltFor(Bundle bundle) {
        if (bundle.frames() == 1) {
            throw new CommandFailure(
                    bundle.id().name()
                            + " takes pictures, and these films are to be seen as clips: give a bundle with input.frames above 1");
        }
        return Belt.OF_THE_DATA_SET.withFrames(bundle.frames());
    }

    /** Deals the garments out to the belts in turn. */
    private static Map<String, BeltFilm> film(List<Garment> garments, Belt belt, Path folder, String name) {
        return IntStream.range(0, BELTS)
                .parallel()
                .boxed()
                .filter(number -> number < garments.size())
                .collect(Collectors.toMap(
                        number -> "belt-" + (number + 1),
                        number -> BeltFilm.write(
                                folder.resolve(name + "-" + (number + 1) + ".mp4"),
                                belt,
                                IntStream.iterate(number, n -> n < garments.size(), n -> n + BELTS)
                                        .mapToObj(garments::get)
                                        .toList(),
                                number),
                        (one, other) -> one,
                        TreeMap::new));
    }

    @Override
    public void close() {
        deletion.close();
    }
}
