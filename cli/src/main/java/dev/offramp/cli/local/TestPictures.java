package dev.offramp.cli.local;

import dev.offramp.cli.home.Home;
import dev.offramp.cli.publish.FolderLabels;
import dev.offramp.cli.publish.FrameFiles;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pictures that ship with the project, encoded before the clock runs. */
public final class TestPictures {

    private TestPictures() {}

    /** At most so many of them, in their order, as PNG. */
    public static List<Picture> encode(int limit) {
        Path idxFile = Home.testImages();
        try (var files = FrameFiles.open(idxFile, Optional.empty(), FolderLabels.none())) {
            var pictures = new ArrayList<Picture>();
            for (int index = 0; index < Math.min(limit, files.count()); index++) {
                pictures.add(files.picture(index));
            }
            return List.copyOf(pictures);
        } catch (IOException failure) {
            throw new CommandFailure(idxFile + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}
