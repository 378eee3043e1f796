package dev.offramp.sql;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** Stands for what Flink's planner and its tasks give a format. */
final class TestingTable implements DynamicTableSource.Context, DeserializationSchema.InitializationContext {

    private final Map<String, Counter> counters = new HashMap<>();

    /** Planned, sent to a task and opened there. */
    DeserializationSchema<RowData> open(RecordDecoding format, DataType columns) throws Exception {
        var opened = InstantiationUtil.clone(format.createRuntimeDecoder(this, columns));
        opened.open(this);
        return opened;
    }

    long count(String name) {
        return counters.get(name).getCount();
    }

    @Override
    public <T> TypeInformation<T> createTypeInformation(DataType type) {
        return createTypeInformation(type.getLogicalType());
    }

    @Override
    @SuppressWarnings("unchecked") // rows are all that is asked for
    public <T> TypeInformation<T> createTypeInformation(LogicalType type) {
        return (TypeInformation<T>) TypeInformation.of(RowData.class);
    }

    @Override
    public DynamicTableSource.DataStructureConverter createDataStructureConverter(DataType type) {
        throw new UnsupportedOperationException("rows need none");
    }

    @Override
    public MetricGroup getMetricGroup() {
        return new UnregisteredMetricsGroup() {
            @Override
            public Counter counter(String name) {
                return counters.computeIfAbsent(name, super::counter);
            }
        };
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return SimpleUserCodeClassLoader.create(TestingTable.class.getClassLoader());
    }
}
