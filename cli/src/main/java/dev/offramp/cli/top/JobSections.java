package dev.offramp.cli.top;

import dev.offramp.cli.analysis.TaskLoad;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.watch.Board;
import dev.offramp.cli.watch.Event;
import dev.offramp.cli.watch.JobState;
import dev.offramp.cli.watch.RejectCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;

/** How busy the tasks are, what changed, and what was refused. */
record JobSections(Board.Snapshot board, Clock clock, Pen pen, int columns) {

    private static final int BAR = 10;
    private static final int ROOM_FOR_BAR = 50;
    private static final int MOST_EVENTS = 50;
    private static final int ROWS_OF_EVENT = 2;
    private static final int LONGEST_TEXT = 400;

    Section tasks() {
        if (board.job().isEmpty()) {
            return new Section(
                    "TASKS", List.of(pen.plain("who is busy only Flink's REST interface tells (--cluster)")));
        }
        JobState job = board.job().get();
        List<AttributedString> rows = new ArrayList<>();
        Fit.pieces(health(job), columns).forEach(row -> rows.add(pen.plain(row)));
        if (!job.tasks().isEmpty()) {
            rows.add(pen.plain(format(
                    "%6s  %s%6s %6s  task", "busy", columns < ROOM_FOR_BAR ? "" : " ".repeat(BAR), "mean", "waits")));
        }
        job.tasks().forEach(task -> rows.add(task(task)));
        return new Section("TASKS", rows);
    }

    private List<String> health(JobState job) {
        String checkpoint = job.checkpointMillis() == 0
                ? "no checkpoint yet"
                : format(
                        "checkpoint %s ago",
                        Figures.span(Duration.ofMillis(Math.max(0, board.atMillis() - job.checkpointMillis()))));
        return List.of(checkpoint, "failed: " + job.failedCheckpoints(), "restarts: " + job.restarts());
    }

    private AttributedString task(TaskLoad task) {
        String bar = columns < ROOM_FOR_BAR ? "" : Fit.padded(pen.glyphs().bar(task.busy(), BAR), BAR);
        return pen.plain(format(
                "%4.0f %%  %s%4.0f %% %4.0f %%  %s",
                100 * task.busy(), bar, 100 * task.meanBusy(), 100 * task.backpressured(), outside(task.task())));
    }

    Section events() {
        List<AttributedString> rows = new ArrayList<>();
        board.events().stream()
                .sorted(Comparator.comparingLong(Event::atMillis).reversed())
                .limit(MOST_EVENTS)
                .forEach(event -> addTo(rows, event));
        return new Section("EVENTS", rows.isEmpty() ? List.of(pen.faint("none")) : rows);
    }

    private void addTo(List<AttributedString> rows, Event event) {
        String before = clock.time(event.atMillis(), board.atMillis()) + " ";
        String text = event.kind() + ": " + outside(event.text());
        List<String> texts = Fit.wrapped(
                text,
                Math.max(2, columns - before.length()),
                ROWS_OF_EVENT,
                pen.glyphs().ellipsis());
        for (String row : texts) {
            rows.add(pen.plain(before + row));
            before = " ".repeat(before.length());
        }
    }

    Section rejects() {
        RejectCounts rejects = board.rejects();
        List<AttributedString> rows = new ArrayList<>();
        rejects.reasons()
                .forEach(reason -> rows.add(pen.plain(format(
                        "%5s %s  %s: %s",
                        Figures.count((double) reason.count()),
                        reason.reason(),
                        outside(reason.where()),
                        outside(reason.detail())))));
        if (rows.isEmpty()) {
            return new Section("REJECTS", List.of(pen.faint("none")));
        }
        rows.add(pen.plain(format("%5s were looked at, the newest", Figures.count((double) rejects.lookedAt()))));
        return new Section("REJECTS", rows);
    }

    private String outside(String text) {
        return pen.glyphs().text(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
