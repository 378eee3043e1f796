package dev.offramp.cli.read;

/** What a person wants to see of the records of a topic. */
interface RecordText {

    /** How the columns stand, one letter each: {@code l} to the left, {@code r} to the right. */
    String alignment();

    TextLine line(TopicRecord record);
}
