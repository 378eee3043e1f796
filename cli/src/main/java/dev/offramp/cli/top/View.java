package dev.offramp.cli.top;

/**
 * Where a person looks.
 *
 * @param scroll row of the sections that is on top
 */
record View(int scroll, boolean paused, boolean help) {

    static final View FIRST = new View(0, false, false);

    /** After a key, on a screen of this extent. Any key leaves the help. */
    View after(Key key, Extent extent) {
        if (help && key != Key.NONE) {
            return new View(scroll, paused, false);
        }
        int from = extent.nearest(scroll);
        return switch (key) {
            case NONE, QUIT, REDRAW -> this;
            case PAUSE -> new View(scroll, !paused, help);
            case HELP -> new View(scroll, paused, true);
            case UP -> at(from - 1, extent);
            case DOWN -> at(from + 1, extent);
            case PAGE_UP -> at(from - extent.seen(), extent);
            case PAGE_DOWN -> at(from + extent.seen(), extent);
            case TOP -> at(0, extent);
            case NEXT_SECTION -> at(next(from, extent), extent);
            case PREVIOUS_SECTION -> at(previous(from, extent), extent);
        };
    }

    private View at(int row, Extent extent) {
        return new View(extent.nearest(row), paused, help);
    }

    /** Behind the last comes the first. */
    private static int next(int from, Extent extent) {
        return from == extent.last()
                ? 0
                : extent.sections().stream()
                        .filter(start -> start > from)
                        .findFirst()
                        .orElse(0);
    }

    private static int previous(int from, Extent extent) {
        return extent.sections().stream()
                .filter(start -> start < from)
                .reduce((first, second) -> second)
                .orElse(extent.last());
    }
}
