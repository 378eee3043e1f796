package dev.offramp.cli.top;

import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.watch.Board;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Draws a board. Pure.
 *
 * @param frontier of the bundle that is served, where it is known
 */
record TopScreen(Optional<Frontier> frontier, Clock clock, Pen pen) {

    private static final int TWO_COLUMNS = 110;
    private static final String KEYS = "q quit  p pause  arrows scroll  tab next part  ? help";
    private static final List<String> HELP = List.of(
            "q            quit; the job goes on",
            "p, space     pause: what is on the screen stays; again: go on",
            "up, down     scroll a row (k, j)",
            "page up, page down   scroll a screen",
            "tab, shift-tab       the next part, the part before",
            "home, g      to the top",
            "ctrl-l       draw all anew",
            "?, h         this help; any key leaves it");

    /**
     * A screen.
     *
     * @param rows as many as are high, none longer than is wide
     */
    record Drawn(List<AttributedString> rows, Extent extent) {}

    /** All there is, from the top, as plain text: at most so many lines, none longer than so many columns. */
    List<String> lines(Board.Snapshot board, int width, int height) {
        List<AttributedString> rows = new ArrayList<>(new Headline(board, clock, pen, width).rows(false));
        rows.addAll(sections(board, width).rows());
        return rows.stream()
                .limit(height)
                .map(row -> row.toString().stripTrailing())
                .toList();
    }

    /** What a person sees of it. */
    Drawn draw(Board.Snapshot board, View view, int width, int height) {
        List<AttributedString> head = new Headline(board, clock, pen, width).rows(view.paused());
        List<AttributedString> rows = new ArrayList<>(head.subList(0, Math.min(head.size(), Math.max(1, height / 2))));
        int seen = Math.max(1, height - rows.size() - 1);
        Sections below = view.help() ? new Sections(help(width), List.of(0)) : sections(board, width);
        var extent = new Extent(below.starts(), below.rows().size(), seen);
        int from = extent.nearest(view.help() ? 0 : view.scroll());
        int to = Math.min(below.rows().size(), from + seen);
        rows.addAll(below.rows().subList(from, to));
        while (rows.size() < height - 1) {
            rows.add(AttributedString.EMPTY);
        }
        rows.add(foot(from, to, extent, width));
        return new Drawn(rows.subList(0, Math.min(height, rows.size())), extent);
    }

    private AttributedString foot(int from, int to, Extent extent, int width) {
        String place = extent.last() == 0 ? "" : (from + 1) + "-" + to + " of " + extent.rows();
        String keys = Fit.cut(
                KEYS, Math.max(0, width - place.length() - 2), pen.glyphs().ellipsis());
        return Fit.cut(
                pen.faint(Fit.padded(keys, width - place.length()) + place),
                width,
                pen.glyphs().ellipsis());
    }

    private List<AttributedString> help(int width) {
        return HELP.stream()
                .map(line -> Fit.cut(pen.plain(line), width, pen.glyphs().ellipsis()))
                .toList();
    }

    /** Rows one below the other, and where each section begins. */
    private record Sections(List<AttributedString> rows, List<Integer> starts) {}

    private Sections sections(Board.Snapshot board, int width) {
        if (width < TWO_COLUMNS) {
            return stacked(
                    Stream.concat(left(board, width).stream(), right(board, width).stream())
                            .toList(),
                    width);
        }
        int fence = pen.glyphs().fence().length();
        int each = (width - fence) / 2;
        return beside(stacked(left(board, each), each), stacked(right(board, each), each), each);
    }

    private List<Section> left(Board.Snapshot board, int width) {
        int columns = Section.columnsBeside(width);
        var traffic = new TrafficSections(board, frontier, pen, columns);
        var times = new TimeSections(board, pen, columns);
        List<Section> sections = new ArrayList<>(List.of(traffic.flow()));
        traffic.bundles().ifPresent(sections::add);
        sections.addAll(List.of(traffic.exits(), traffic.cost(), times.latency(), times.stages()));
        return sections;
    }

    private List<Section> right(Board.Snapshot board, int width) {
        var job = new JobSections(board, clock, pen, Section.columnsBeside(width));
        return List.of(job.tasks(), job.events(), job.rejects());
    }

    private Sections stacked(List<Section> sections, int width) {
        List<AttributedString> rows = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (Section section : sections) {
            starts.add(rows.size());
            rows.addAll(section.laidOut(pen, width));
        }
        return new Sections(rows, starts);
    }

    private Sections beside(Sections left, Sections right, int each) {
        List<AttributedString> rows = new ArrayList<>();
        for (int i = 0; i < Math.max(left.rows().size(), right.rows().size()); i++) {
            AttributedString there = i < left.rows().size() ? left.rows().get(i) : AttributedString.EMPTY;
            AttributedString here = i < right.rows().size() ? right.rows().get(i) : AttributedString.EMPTY;
            rows.add(AttributedStringBuilder.append(
                    Fit.padded(there, each), pen.glyphs().fence(), here));
        }
        List<Integer> starts = Stream.concat(left.starts().stream(), right.starts().stream())
                .sorted()
                .distinct()
                .toList();
        return new Sections(rows, starts);
    }
}
