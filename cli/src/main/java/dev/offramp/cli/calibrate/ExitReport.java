package dev.offramp.cli.calibrate;

import dev.offramp.budget.CalibrationError;
import dev.offramp.budget.ExitTable;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Calibration;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.sample.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line an exit: what it costs, how often it is right, how far its confidence is from that, and how far off a number is. */
record ExitReport(Bundle bundle, Calibration plain, Calibration tempered) {

    List<String> lines() {
        boolean isTempered = tempered.temperatures().count() > 0;
        List<String> lines = new ArrayList<>();
        boolean areNumbers = bundle.task() == Task.REGRESSION;
        lines.add("exit  multiply-adds  accuracy     ECE" + (isTempered ? "   temperature  ECE with it" : "")
                + (areNumbers ? "  mean absolute error" : ""));
        ConfidenceMeasure measure = bundle.task() == Task.CLASSIFICATION
                ? ConfidenceMeasure.MAX_SOFTMAX
                : bundle.policy().criterion().measure();
        ExitTable before = plain.table(measure);
        ExitTable after = tempered.table(measure);
        for (int exit = 1; exit <= bundle.stages().size(); exit++) {
            String line = String.format(
                    Locale.ROOT,
                    "%4d  %13s  %6.2f %%  %6s",
                    exit,
                    Figures.multiplyAdds((double) bundle.stages().get(exit - 1).cumulativeMultiplyAdds()),
                    100 * before.accuracy(exit),
                    isProbability(measure)
                            ? String.format(Locale.ROOT, "%.4f", CalibrationError.of(before, exit))
                            : "-");
            String error =
                    areNumbers ? String.format(Locale.ROOT, "  %19s", Figures.number(plain.meanDistance(exit))) : "";
            lines.add(
                    isTempered
                            ? line
                                    + String.format(
                                            Locale.ROOT,
                                            "  %11.3f  %11.4f",
                                            tempered.temperatures().at(exit),
                                            CalibrationError.of(after, exit))
                            : line + error);
        }
        return lines;
    }

    /** Whether it says how often answers of such a confidence are right, where it is calibrated well. */
    private static boolean isProbability(ConfidenceMeasure measure) {
        return measure == ConfidenceMeasure.MAX_SOFTMAX;
    }
}
