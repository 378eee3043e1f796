package dev.offramp.cli.doctor;

import java.util.Locale;

/**
 * One line of the doctor.
 *
 * @param check  what was looked at
 * @param found  what was found there
 * @param change what to change about it; empty where nothing is to be changed, or what was found says so itself
 */
record Finding(String check, Verdict verdict, String found, String change) {

    /** In columns, without an end of line. */
    String line() {
        String changed = change.isEmpty() ? "" : " -> " + change;
        return String.format(Locale.ROOT, "%-8s %-19s %s", verdict.spoken(), check, found + changed)
                .stripTrailing();
    }
}
