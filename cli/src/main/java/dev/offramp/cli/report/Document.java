package dev.offramp.cli.report;

import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/** What is told of something, in every form that a report is written in. */
interface Document {

    /** The page that needs nothing beside it. */
    String html();

    /**
     * The tables.
     *
     * @param pictures that lie beside it, by file name
     */
    String markdown(List<String> pictures);

    /** Text for spreadsheets, by what is added to the file's name; the first adds nothing. */
    Map<String, String> csv();

    /** Charts of a file each, below each other, by what is added to its name. */
    Map<String, List<XYChart>> pictures();
}
