package dev.offramp.cli.publish;

import dev.offramp.sample.Task;
import dev.offramp.schema.FrameEncoding;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Pictures without a picture in them, for those who only hand them on. */
public final class TestingPictures {

    private TestingPictures() {}

    public static List<Picture> of(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Picture(
                        "picture " + n, FrameEncoding.PNG, new byte[0], OptionalInt.empty(), Task.CLASSIFICATION))
                .toList();
    }
}
