package dev.offramp.sql;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What a table can say of its format; in {@code WITH} each key stands behind {@code offramp.}. */
final class FormatOptions {

    static final ConfigOption<TopicRecordType> RECORD = ConfigOptions.key("record")
            .enumType(TopicRecordType.class)
            .noDefaultValue()
            .withDescription("Type of the records that are the table's rows. Other records of this project on the topic"
                    + " are left out.");

    static final ConfigOption<Boolean> IGNORE_PARSE_ERRORS = ConfigOptions.key("ignore-parse-errors")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether a record that cannot be read is left out and counted, as skippedRecords, rather"
                    + " than failing the query.");

    private FormatOptions() {}
}
