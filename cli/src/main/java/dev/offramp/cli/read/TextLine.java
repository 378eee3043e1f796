package dev.offramp.cli.read;

import java.util.List;

/**
 * A record for a person.
 *
 * @param cells the first columns of its table, as many as it has
 * @param rest  behind them, as long as it is
 * @param below lines of its own below it, as they are to be shown
 */
record TextLine(List<String> cells, String rest, List<String> below) {

    TextLine {
        cells = List.copyOf(cells);
        below = List.copyOf(below);
    }

    TextLine(List<String> cells, String rest) {
        this(cells, rest, List.of());
    }
}
