package dev.offramp.bench;

import dev.offramp.bench.profile.StackTally;
import dev.offramp.bench.profile.Work;
import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.run.JobPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Profiles under several policies, side by side. */
record ProfileReport(List<ProfileRow> rows) {

    private static final int LONGEST = 10;
    private static final List<Work> TASKS = List.of(Work.STAGES, Work.READING);

    Report of(JobPlan plan) {
        List<Table> tables = new ArrayList<>(List.of(rates(), coreTime()));
        for (Work task : TASKS) {
            tables.add(shares(task.title() + ": whose Java code", tally -> tally.components(task)));
            tables.add(shares(task.title() + ": methods on top", tally -> tally.leaves(task)));
        }
        return new Report(
                "profile",
                "Where the time goes",
                Conditions.of(plan),
                rows.stream().map(ProfileRow::figure).toList(),
                tables,
                notes(),
                rows.stream().map(ProfileRow::raw).toList(),
                new Drawing(rows.stream().map(ProfileRow::bars).toList(), List.of()));
    }

    /** Every stack as flame graph tools read it, the policy at the root. */
    List<String> collapsed() {
        return rows.stream()
                .flatMap(row -> row.stacks().collapsed(row.policy()).stream())
                .toList();
    }

    private Table rates() {
        List<String> columns = new ArrayList<>(List.of("policy", "bare loop/s", "job/s"));
        columns.addAll(JobRound.COLUMNS);
        return new Table(
                "Bare loop and job",
                columns,
                rows.stream().map(ProfileRow::cells).toList());
    }

    Table coreTime() {
        List<List<String>> lines = new ArrayList<>();
        for (Work work : Work.values()) {
            if (work != Work.BARE_LOOP) {
                lines.add(coreTime(work.title(), turn -> turn.micros(work)));
            }
        }
        lines.add(coreTime("together", ProfileTurn::allMicros));
        lines.add(coreTime("bare loop over the same stages", ProfileTurn::bareMicros));
        List<String> columns = new ArrayList<>(List.of("threads"));
        rows.forEach(row -> columns.addAll(List.of(row.policy() + ", microseconds", "%")));
        return new Table("Core time of a sample, by thread", columns, lines);
    }

    private List<String> coreTime(String title, ToDoubleFunction<ProfileTurn> ofTurn) {
        List<String> line = new ArrayList<>(List.of(title));
        for (ProfileRow row : rows) {
            double micros = row.micros(ofTurn);
            line.add(String.format(Locale.ROOT, "%.1f", micros));
            line.add(String.format(Locale.ROOT, "%.1f", 100 * micros / row.micros(ProfileTurn::allMicros)));
        }
        return line;
    }

    /** The largest, by their order under the first policy. */
    private Table shares(String title, Function<StackTally, Map<String, Double>> ofTally) {
        List<Map<String, Double>> shares =
                rows.stream().map(row -> ofTally.apply(row.stacks())).toList();
        List<String> columns = new ArrayList<>(List.of(title));
        rows.forEach(row -> columns.add(row.policy() + ", %"));
        return new Table(
                title,
                columns,
                shares.stream()
                        .flatMap(ofPolicy -> ofPolicy.keySet().stream())
                        .distinct()
                        .limit(LONGEST)
                        .map(name -> line(name, shares))
                        .toList());
    }

    private static List<String> line(String name, List<Map<String, Double>> shares) {
        List<String> line = new ArrayList<>(List.of(name));
        shares.forEach(
                ofPolicy -> line.add(String.format(Locale.ROOT, "%.1f", 100 * ofPolicy.getOrDefault(name, 0.0))));
        return line;
    }

    private List<String> notes() {
        String seen = rows.stream()
                .map(row -> TASKS.stream()
                                .map(task -> "%d of '%s'".formatted(row.stacks().seen(task), task.title()))
                                .collect(Collectors.joining(" and "))
                        + " (" + row.policy() + ")")
                .collect(Collectors.joining(", "));
        return List.of(
                "Core time is what threads ran, by their own clocks, from the moment when frames become visible until the last"
                        + " answer is read. What no Java thread took is the JVM's (its compiler fades as the process runs), and"
                        + " that of libtorch's own threads where an operation has several.",
                "The bare loop has the same stages, policy, batch size and threads, pixels decoded, and nothing else; it runs in"
                        + " turn with the job, by the same clocks: so much of 'stages and exits' is arithmetic.",
                "Shares are of stacks in Java code alone, seen by the Flight Recorder every 10 milliseconds: " + seen
                        + ". A tick samples several threads in Java but one at most in native code: stacks in libtorch are too"
                        + " few by comparison, and what it takes is seen in the core time.",
                "A stack counts to the first owner from its top outwards; what the JDK does counts to its caller.",
                "All stacks are in profile.collapsed, beside the report, for flame graph tools; native ones of the stages have a"
                        + " root of their own.");
    }
}
