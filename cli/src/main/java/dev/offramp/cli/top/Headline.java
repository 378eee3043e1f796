package dev.offramp.cli.top;

import dev.offramp.cli.analysis.Bottleneck;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.watch.Board;
import dev.offramp.cli.watch.JobState;
import dev.offramp.cli.watch.SourceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** What stands above all sections: which job it is, what cannot be read, and what holds the job back. */
record Headline(Board.Snapshot board, Clock clock, Pen pen, int columns) {

    private static final int MOST_PROBLEMS = 3;
    private static final int ROWS_OF_BOTTLENECK = 3;

    List<AttributedString> rows(boolean paused) {
        List<AttributedString> rows = new ArrayList<>();
        rows.add(first(paused));
        problems(rows);
        Bottleneck found = board.bottleneck();
        String text = (found.holds() ? "! Bottleneck: " : "Bottleneck: ") + found.name() + " - " + found.reason();
        for (String row : Fit.wrapped(
                pen.glyphs().text(text),
                columns,
                ROWS_OF_BOTTLENECK,
                pen.glyphs().ellipsis())) {
            rows.add(cut(found.holds() ? pen.bad(row) : pen.title(row)));
        }
        return rows;
    }

    private AttributedString first(boolean paused) {
        String now = (paused ? "PAUSED at " : "") + clock.time(board.atMillis(), board.atMillis());
        int left = Math.max(0, columns - now.length() - 1);
        AttributedString job = Fit.cut(pen.title(job()), left, pen.glyphs().ellipsis());
        return Fit.cut(
                AttributedStringBuilder.append(Fit.padded(job, left + 1), pen.plain(now)),
                columns,
                pen.glyphs().ellipsis());
    }

    private String job() {
        if (board.job().isEmpty()) {
            return board.recent().isEmpty()
                    ? "no job seen yet"
                    : pen.glyphs().text(board.recent().get(0).bundle().toString());
        }
        JobState job = board.job().get();
        String parallelism = job.isRunning() ? " at parallelism " + job.parallelism() : "";
        return pen.glyphs().text(job.name()) + ": "
                + pen.glyphs().text(job.state().toLowerCase(Locale.ROOT)) + parallelism;
    }

    private void problems(List<AttributedString> rows) {
        List<SourceState> unread =
                board.sources().stream().filter(SourceState::isUnread).toList();
        List<SourceState> failing = board.sources().stream()
                .filter(source -> !source.isWell() && !source.isUnread())
                .toList();
        failing.stream().limit(MOST_PROBLEMS).forEach(source -> rows.add(problem(source)));
        if (failing.size() > MOST_PROBLEMS) {
            rows.add(cut(pen.bad(failing.stream()
                    .skip(MOST_PROBLEMS)
                    .map(SourceState::name)
                    .collect(Collectors.joining(", ", "! not read either: ", "")))));
        }
        if (!unread.isEmpty()) {
            rows.add(cut(pen.faint(unread.stream()
                    .map(SourceState::name)
                    .collect(Collectors.joining(
                            ", ", "reading ", " " + pen.glyphs().ellipsis())))));
        }
    }

    private AttributedString problem(SourceState source) {
        String since = Figures.span(Duration.ofMillis(Math.max(0, board.atMillis() - source.sinceMillis())));
        return cut(pen.bad(
                "! " + source.name() + " (" + since + "): " + pen.glyphs().text(source.problem())));
    }

    private AttributedString cut(AttributedString row) {
        return Fit.cut(row, columns, pen.glyphs().ellipsis());
    }
}
