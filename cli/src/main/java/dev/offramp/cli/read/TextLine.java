package dev.offramp.cli.read;

import java.util.List;

/**
 * A record for a person.
 *
 * @param cells the first columns of its table, as many as it has
 * @param rest  behind them, as long as it is
 */
record TextLine(List<String> cells, String rest) {

    TextLine {
        cells = List.copyOf(cells);
    }
}
