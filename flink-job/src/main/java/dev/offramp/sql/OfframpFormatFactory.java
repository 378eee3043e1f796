package dev.offramp.sql;

import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Stands behind {@code 'format' = 'offramp'}: Flink finds it by its name among the services of the job jar. */
public final class OfframpFormatFactory implements DeserializationFormatFactory {

    @Override
    public String factoryIdentifier() {
        return "offramp";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(FormatOptions.RECORD);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(FormatOptions.IGNORE_PARSE_ERRORS);
    }

    @Override
    public DecodingFormat<DeserializationSchema<RowData>> createDecodingFormat(
            DynamicTableFactory.Context context, ReadableConfig options) {
        FactoryUtil.validateFactoryOptions(this, options);
        return new RecordDecoding(options.get(FormatOptions.RECORD), options.get(FormatOptions.IGNORE_PARSE_ERRORS));
    }
}
