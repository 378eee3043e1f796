package dev.offramp.sql;

import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * How a table's rows are made of records: checks the columns while the query is planned.
 *
 * @param ignoreParseErrors whether a record that cannot be read is left out
 */
record RecordDecoding(TopicRecordType record, boolean ignoreParseErrors)
        implements DecodingFormat<DeserializationSchema<RowData>> {

    @Override
    public DeserializationSchema<RowData> createRuntimeDecoder(DynamicTableSource.Context context, DataType columns) {
        RowType row = (RowType) columns.getLogicalType();
        List<String> problems = ColumnCheck.problems(row, record.schema());
        if (!problems.isEmpty()) {
            throw new ValidationException("The columns of a table of '" + FormatOptions.RECORD.key() + "' = '" + record
                    + "' do not fit the record's fields: " + String.join("; ", problems));
        }
        TypeInformation<RowData> rows = context.createTypeInformation(columns);
        return new RowDeserialization(record, row, rows, ignoreParseErrors);
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }
}
