package dev.offramp.cli.read;

import dev.offramp.cli.terminal.Figures;

/** What is said beside the records, so that an empty page is not a riddle. */
record Remarks(String topic, ReadOptions options, Selection selection) {

    void before() {
        if (options.extent().follows()) {
            selection.say("Following " + topic + " at " + options.source().bootstrapServers() + ", until Ctrl-C ...");
        }
    }

    /** @param written so many records were wanted and there */
    void after(TopicReader reader, long written, boolean writtenByTheJob) {
        selection.leftOut().forEach(selection::say);
        if (written > 0) {
            return;
        }
        if (reader.isEmpty() && selection.lookedAt() == 0) {
            selection.say("Nothing is on " + topic + " yet"
                    + (writtenByTheJob ? "; what an exactly-once job writes is seen with its next checkpoint." : "."));
        } else if (selection.lookedAt() == 0) {
            selection.say("Nothing is on " + topic + options.extent().described() + ".");
        } else {
            selection.say("None of the " + Figures.count((double) selection.lookedAt()) + " records looked at on "
                    + topic + options.extent().described() + " is wanted.");
        }
    }
}
