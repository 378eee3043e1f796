package dev.offramp.admission;

import dev.offramp.model.Arrivals;
import dev.offramp.model.LaneItem;
import dev.offramp.model.Loader;
import dev.offramp.model.Model;
import dev.offramp.model.ModelSource;
import dev.offramp.model.News;
import dev.offramp.model.Notice;
import dev.offramp.refresh.TaskReport;
import dev.offramp.sample.BundleId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Opens bundles for admission before it and decoding behind it in the same task, which need what a bundle says and none of its stages,
 * and reports when they are there. Frames pass.
 */
public final class PrepareOperator extends AbstractStreamOperator<LaneItem>
        implements OneInputStreamOperator<LaneItem, LaneItem>, Arrivals.Owner<Model> {

    /** What it reports for. */
    public static final String REPORTS_FOR = "decode";

    private static final long serialVersionUID = 1;

    private final BundleId home;
    private final ModelSource models;

    private transient @Nullable Loader loader;
    private transient @Nullable Arrivals<Model> arrivals;

    /** @param home that the job was started with */
    public PrepareOperator(BundleId home, ModelSource models) {
        this.home = home;
        this.models = models;
    }

    @Override
    public void open() throws Exception {
        super.open();
        var task = getRuntimeContext().getTaskInfo();
        loader = new Loader(
                models,
                "bundles of " + task.getTaskNameWithSubtasks(),
                getContainingTask().getEnvironment());
        arrivals = new Arrivals<>(this, getProcessingTimeService(), task);
        arrivals.put(home);
    }

    @Override
    public void processElement(StreamRecord<LaneItem> record) {
        if (record.getValue() instanceof News news && arrivals != null) {
            arrivals.hear(news);
        }
        output.collect(record);
    }

    @Override
    public CompletableFuture<Model> begin(News news) {
        if (loader == null) {
            throw new IllegalStateException("it is opened before it runs");
        }
        return loader.model(news);
    }

    @Override
    public void arrived(BundleId bundle, Model model) {} // who shares the news finds it there

    @Override
    public void left(BundleId bundle) {}

    @Override
    public void discard(Model model) {}

    @Override
    public void report(Notice notice, Optional<String> problem) {
        TaskReport.of(notice, REPORTS_FOR, getRuntimeContext().getTaskInfo(), problem)
                .tell(output);
    }

    @Override
    public void close() throws Exception {
        if (arrivals != null) {
            arrivals.close();
        }
        IOUtils.closeAll(loader, super::close);
    }
}
