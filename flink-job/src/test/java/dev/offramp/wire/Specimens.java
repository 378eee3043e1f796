package dev.offramp.wire;

import dev.offramp.admission.AdmittedFrame;
import dev.offramp.admission.AdmittedFrameFormat;
import dev.offramp.admission.AdmittedItemFormat;
import dev.offramp.bundle.store.BundleSource;
import dev.offramp.bundle.store.BundleSourceFormat;
import dev.offramp.clips.GatheredFrames;
import dev.offramp.clips.GatheredFramesFormat;
import dev.offramp.exit.Agreement;
import dev.offramp.exit.AgreementFormat;
import dev.offramp.exit.Answer;
import dev.offramp.exit.AnswerFormat;
import dev.offramp.exit.AnswerLike;
import dev.offramp.exit.ClassProbability;
import dev.offramp.exit.Verdict;
import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.kafka.ConsumedRecordFormat;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.kafka.OutgoingRecordFormat;
import dev.offramp.model.LaneItem;
import dev.offramp.model.News;
import dev.offramp.model.NewsFormat;
import dev.offramp.model.Notice;
import dev.offramp.model.NoticeFormat;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Consistency;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.CriterionFormat;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.KnownPoliciesFormat;
import dev.offramp.policy.Limits;
import dev.offramp.policy.LimitsFormat;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyChangeFormat;
import dev.offramp.policy.PolicyFormat;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicyRecordFormat;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyScheduleFormat;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.PolicyTermsFormat;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.ScopedPolicyFormat;
import dev.offramp.policy.StreamAccount;
import dev.offramp.policy.StreamAccountFormat;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.policy.WishFormat;
import dev.offramp.refresh.AnalysisState;
import dev.offramp.refresh.AnalysisStateFormat;
import dev.offramp.refresh.Assignment;
import dev.offramp.refresh.AssignmentFormat;
import dev.offramp.refresh.BundleRecord;
import dev.offramp.refresh.BundleRecordFormat;
import dev.offramp.refresh.Canary;
import dev.offramp.refresh.CandidateWatch;
import dev.offramp.refresh.CandidateWatchFormat;
import dev.offramp.refresh.ComparedWindow;
import dev.offramp.refresh.ComparedWindowFormat;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.DecisionFormat;
import dev.offramp.refresh.Directive;
import dev.offramp.refresh.DirectiveFormat;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.OrderFormat;
import dev.offramp.refresh.PlacedRecord;
import dev.offramp.refresh.PlacedRecordFormat;
import dev.offramp.refresh.PromotionRule;
import dev.offramp.refresh.PromotionRuleFormat;
import dev.offramp.refresh.Role;
import dev.offramp.refresh.SideWindow;
import dev.offramp.refresh.SideWindowFormat;
import dev.offramp.refresh.TaskReport;
import dev.offramp.refresh.TaskReportFormat;
import dev.offramp.refresh.TestingWatch;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.rejects.RejectedRecordFormat;
import dev.offramp.results.SmoothedStream;
import dev.offramp.results.SmoothedStreamFormat;
import dev.offramp.results.StreamOrder;
import dev.offramp.results.StreamOrderFormat;
import dev.offramp.results.StreamResult;
import dev.offramp.results.StreamResultFormat;
import dev.offramp.results.Turn;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.BundleIdFormat;
import dev.offramp.sample.Capture;
import dev.offramp.sample.CaptureFormat;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.ClipFramesFormat;
import dev.offramp.sample.DataType;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedFrameFormat;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.EncodedSegment;
import dev.offramp.sample.EncodedSegmentFormat;
import dev.offramp.sample.FrameSpan;
import dev.offramp.sample.Origin;
import dev.offramp.sample.OriginFormat;
import dev.offramp.sample.Pairing;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.PresentationTime;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SampleFormat;
import dev.offramp.sample.SegmentSample;
import dev.offramp.sample.SourceClock;
import dev.offramp.sample.Task;
import dev.offramp.sample.Tensor;
import dev.offramp.sample.TensorFormat;
import dev.offramp.sample.TestSegments;
import dev.offramp.sample.Unanswered;
import dev.offramp.sample.UnansweredFormat;
import dev.offramp.stage.ExitHistory;
import dev.offramp.stage.ExitHistoryFormat;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.InFlightFormat;
import dev.offramp.stage.InFlightItemFormat;
import dev.offramp.stage.PairSide;
import dev.offramp.stage.PairSideFormat;
import dev.offramp.stage.SampleJourney;
import dev.offramp.stage.SampleJourneyFormat;
import dev.offramp.stage.Visit;
import dev.offramp.throughput.BudgetTotals;
import dev.offramp.throughput.DearestStreams;
import dev.offramp.throughput.ExitTotals;
import dev.offramp.throughput.HistogramFormat;
import dev.offramp.throughput.LabelTotals;
import dev.offramp.throughput.LimitTotals;
import dev.offramp.throughput.NumberTotals;
import dev.offramp.throughput.SamplePair;
import dev.offramp.throughput.SamplePairFormat;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.ServedWindowFormat;
import dev.offramp.throughput.StageTotals;
import dev.offramp.throughput.StreamOfBundle;
import dev.offramp.throughput.StreamOfBundleFormat;
import dev.offramp.throughput.StreamTotals;
import dev.offramp.throughput.StreamTotalsFormat;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.TotalsByBundle;
import dev.offramp.throughput.TotalsByBundleFormat;
import dev.offramp.throughput.TotalsFormat;
import dev.offramp.throughput.Window;
import dev.offramp.throughput.WindowFormat;
import dev.offramp.video.VideoSegment;
import dev.offramp.video.VideoTrack;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.apache.flink.runtime.state.KeyGroupRange;

/** One specimen for every format of the job. */
final class Specimens {

    /** Longer than {@code writeUTF} could carry. */
    static final String LONG_ID = "camera-".repeat(10_000);

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Origin ORIGIN = new Origin("frames", 3, 1L << 40, 1_700_000_000_000L);
    private static final Sample SAMPLE =
            new Sample(ORIGIN, "lobby-7 äß€", 42, 1_699_999_999_999L, OptionalInt.of(9), 40);
    private static final Sample UNLABELLED =
            new Sample(new Origin(LONG_ID, 0, 0, -1), LONG_ID, Long.MAX_VALUE, Long.MIN_VALUE, OptionalInt.empty());
    private static final Sample CAPTURED = SAMPLE.captured(new Capture(
            1_700_000_000_000L, Optional.of(new PresentationTime(-957, 1, 90_000)), SourceClock.RTCP, 3, 4));
    private static final Unanswered REFUSED = Unanswered.refused(CAPTURED);
    private static final Unanswered END = Unanswered.end(LONG_ID, 0, Long.MIN_VALUE, 0);
    private static final Policy POLICY = new Policy(
            7,
            new Criterion(
                    ConfidenceMeasure.MARGIN,
                    Temperatures.of(1.5f, 1, 0.75f, 2),
                    Thresholds.of(0.5f, Thresholds.CLOSED, -1)),
            new Limits(250, 30_000_000, 12.5),
            0.01);
    private static final Policy UNLIMITED = Policy.of(0, ConfidenceMeasure.ENTROPY, Thresholds.of());
    private static final Wish THRESHOLDS =
            new Wish.ThresholdsOf(new BundleId("fashion-mnist-branchy", "1.0.0"), POLICY.criterion());
    private static final PolicyTerms TERMS = PolicyTerms.of(THRESHOLDS, POLICY.limits(), POLICY.shadowShare());
    private static final ScopedPolicy UPDATE =
            new ScopedPolicy(Scope.GROUP, "lobby-", 1_700_000_000_000L, 7, TERMS, Succession.steeredBy("steer", 6));
    private static final ScopedPolicy EXPLAINED = new ScopedPolicy(
            Scope.DEFAULT, "", 0, 8, TERMS, Succession.by("anna").because("the \u2603 is in view"));
    private static final ScopedPolicy AT_ONCE =
            new ScopedPolicy(Scope.STREAM, LONG_ID, Long.MIN_VALUE, 1L << 40, PolicyTerms.NOTHING, Succession.by(""));
    private static final SampleJourney JOURNEY =
            new SampleJourney(12_121_360, List.of(new Visit(10, 2_000, 32), new Visit(0, 1_000_000_000_000L, 1)));
    private static final EncodedPicture NO_PICTURE = EncodedPicture.of(PictureEncoding.UNKNOWN, new byte[0]);
    private static final int MANY = 200;
    private static final SampleJourney LONG_JOURNEY =
            new SampleJourney(1, Collections.nCopies(MANY, new Visit(1, 2, 3)));
    private static final BundleId BUNDLE = new BundleId("fashion-mnist-branchy", "1.0.0");
    private static final BundleSource SOURCE =
            new BundleSource(BUNDLE, "0123456789abcdef".repeat(4), URI.create("https://models.example/branchy/1.0.0/"));
    private static final BundleSource OTHER_SOURCE =
            new BundleSource(new BundleId("vit", "2.0.1+bfloat16"), "f".repeat(64), URI.create("s3://models/vit/"));
    private static final Notice ARRIVAL = Notice.arrival(BUNDLE, SOURCE, 1L << 40);
    private static final Assignment ASSIGNMENT =
            Assignment.of(Scope.GROUP, "gate-", BUNDLE, Role.CANARY, 0.05, 1_700_000_000_000L, 7);
    private static final Assignment NO_ASSIGNMENT = Assignment.none(Scope.DEFAULT, "", false, 0, 8);
    private static final Order ORDER = new Order(
            Scope.GROUP,
            "gate-",
            true,
            Optional.of(SOURCE),
            Role.CANARY,
            0.05,
            OptionalLong.of(1_700_000_000_000L),
            "agreement >= 98% for 10 min",
            7,
            "alice",
            "sees more at night",
            Optional.of(SOURCE));
    private static final Order WITHDRAWAL = new Order(
            Scope.DEFAULT,
            "",
            false,
            Optional.empty(),
            Role.SERVING,
            1,
            OptionalLong.empty(),
            "",
            8,
            "bob",
            "",
            Optional.empty());
    private static final TaskReport READY = new TaskReport(SOURCE, 12, "stage-2", 3, 8, Optional.empty());
    private static final TaskReport NOT_READY =
            new TaskReport(SOURCE, 12, "decode", 0, 1, Optional.of("no memory for it"));
    private static final Decision DECISION = new Decision(
            ORDER.key(),
            7,
            Optional.of(SOURCE),
            Decision.Outcome.ACCEPTED,
            1_700_000_000_000L,
            "sees more at night",
            1_700_000_000_500L);
    private static final Decision REFUSAL = new Decision(
            "DEFAULT/", 8, Optional.empty(), Decision.Outcome.REFUSED, 0, "it has left", 1_700_000_000_500L);

    private Specimens() {}

    static Stream<Specimen<?>> all() {
        return Stream.of(
                new Specimen<>(Policy.class, new PolicyFormat(), List.of(POLICY, UNLIMITED)),
                new Specimen<>(BundleId.class, new BundleIdFormat(), List.of(BUNDLE, BundleId.UNNAMED)),
                new Specimen<>(
                        Criterion.class, new CriterionFormat(), List.of(POLICY.criterion(), UNLIMITED.criterion())),
                new Specimen<>(
                        Wish.class,
                        new WishFormat(),
                        List.of(
                                THRESHOLDS,
                                Wish.OPEN,
                                new Wish.AccuracyLoss(0.005),
                                new Wish.MeanMultiplyAdds(6_000_000),
                                new Wish.MeanMilliseconds(0.8))),
                new Specimen<>(PolicyTerms.class, new PolicyTermsFormat(), List.of(TERMS, PolicyTerms.NOTHING)),
                new Specimen<>(
                        PolicyChange.class,
                        new PolicyChangeFormat(),
                        List.of(UPDATE, UPDATE.withdrawal(), AT_ONCE.withdrawal())),
                new Specimen<>(
                        KnownPolicies.class,
                        new KnownPoliciesFormat(),
                        List.of(
                                new KnownPolicies(
                                        Map.of("GROUP/lobby-", new PolicySchedule(List.of(UPDATE))),
                                        9,
                                        Map.of(0, 1L << 40),
                                        Map.of("policies-0@3", "goes back")),
                                KnownPolicies.NONE)),
                new Specimen<>(
                        ScopedPolicy.class,
                        new ScopedPolicyFormat(),
                        List.of(EXPLAINED, UPDATE, AT_ONCE),
                        List.of(UPDATE)),
                new Specimen<>(
                        PolicySchedule.class,
                        new PolicyScheduleFormat(),
                        List.of(
                                new PolicySchedule(List.of(UPDATE)),
                                PolicySchedule.EMPTY,
                                new PolicySchedule(List.of(AT_ONCE, UPDATE)))),
                new Specimen<>(
                        Origin.class,
                        new OriginFormat(),
                        List.of(ORIGIN.at(7).in(TRACE), ORIGIN.at(7), UNLABELLED.origin()),
                        List.of(ORIGIN, ORIGIN.at(7))),
                new Specimen<>(Capture.class, new CaptureFormat(), List.of(CAPTURED.capture(), Capture.unknown())),
                new Specimen<>(Unanswered.class, new UnansweredFormat(), List.of(REFUSED, END)),
                new Specimen<>(
                        Sample.class,
                        new SampleFormat(),
                        List.of(CAPTURED.closing(new FrameSpan(4, 8, 3, 1L << 33)), CAPTURED, SAMPLE, UNLABELLED),
                        List.of(SAMPLE)),
                new Specimen<>(Limits.class, new LimitsFormat(), List.of(POLICY.limits(), Limits.UNLIMITED)),
                new Specimen<>(
                        SampleJourney.class,
                        new SampleJourneyFormat(),
                        List.of(JOURNEY, LONG_JOURNEY, SampleJourney.NOT_BEGUN)),
                new Specimen<>(
                        ExitHistory.class,
                        new ExitHistoryFormat(),
                        List.of(new ExitHistory(3, new Consistency(2, 0.75), true, 1, 4), ExitHistory.NOT_BEGUN),
                        List.of(HISTORY)),
                new Specimen<>(
                        Tensor.class,
                        new TensorFormat(),
                        List.of(tensor(DataType.FLOAT16, 2, 3), tensor(DataType.UINT8, 0))),
                new Specimen<>(
                        Histogram.class, new HistogramFormat(), List.of(histogram(0, 1, 3_000_000_000L), histogram())),
                new Specimen<>(
                        EncodedFrame.class,
                        new EncodedFrameFormat(),
                        List.of(segment(), clip(), frame(), new EncodedFrame(CAPTURED, new byte[0], NO_PICTURE)),
                        List.of(frame(), clip())),
                new Specimen<>(
                        EncodedSegment.class,
                        new EncodedSegmentFormat(),
                        List.of(
                                segment().segment().orElseThrow(),
                                TestSegments.encoded(LONG_ID, -1, MANY)
                                        .segment()
                                        .orElseThrow())),
                new Specimen<>(
                        GatheredFrames.class,
                        new GatheredFramesFormat(),
                        List.of(
                                new GatheredFrames(
                                        3, 9, 2, 41, List.of(frame()), 1, List.of(REFUSED), List.of(END), 17),
                                GatheredFrames.of(0, List.of(), 0))),
                new Specimen<>(
                        AdmittedFrame.class,
                        new AdmittedFrameFormat(),
                        List.of(
                                new AdmittedFrame(frame(), BUNDLE, POLICY, Pairing.COPY),
                                new AdmittedFrame(frame(), BUNDLE, UNLIMITED)),
                        List.of(
                                new AdmittedFrame(frame(), BundleId.UNNAMED, POLICY),
                                new AdmittedFrame(frame(), BUNDLE, POLICY))),
                new Specimen<>(BundleSource.class, new BundleSourceFormat(), List.of(SOURCE, OTHER_SOURCE)),
                new Specimen<>(Notice.class, new NoticeFormat(), List.of(ARRIVAL, Notice.farewell(BUNDLE, 9))),
                new Specimen<>(News.class, new NewsFormat(), List.of(news(0), news(5039))),
                new Specimen<>(
                        LaneItem.class,
                        new AdmittedItemFormat(),
                        List.of(new AdmittedFrame(frame(), BUNDLE, POLICY), news(4711))),
                new Specimen<>(PairSide.class, new PairSideFormat(), List.of(SIDE, OTHER_SIDE)),
                new Specimen<>(
                        LaneItem.class,
                        new InFlightItemFormat(),
                        List.of(SIDE, midway(BUNDLE, frames()), news(4711)),
                        List.of(midway(BUNDLE, frames()))),
                new Specimen<>(Assignment.class, new AssignmentFormat(), List.of(ASSIGNMENT, NO_ASSIGNMENT)),
                new Specimen<>(
                        Directive.class,
                        new DirectiveFormat(),
                        List.of(new Directive.Tell(ARRIVAL), new Directive.Serve(ASSIGNMENT))),
                new Specimen<>(Order.class, new OrderFormat(), List.of(ORDER, WITHDRAWAL)),
                new Specimen<>(TaskReport.class, new TaskReportFormat(), List.of(READY, NOT_READY)),
                new Specimen<>(Decision.class, new DecisionFormat(), List.of(DECISION, REFUSAL)),
                new Specimen<>(BundleRecord.class, new BundleRecordFormat(), List.of(ORDER, READY, DECISION)),
                new Specimen<>(
                        PlacedRecord.class,
                        new PlacedRecordFormat(),
                        List.of(new PlacedRecord(ORIGIN, ORDER), new PlacedRecord(ORIGIN, READY))),
                new Specimen<>(
                        StreamAccount.class,
                        new StreamAccountFormat(),
                        List.of(
                                new StreamAccount("camera-1", 2.25, 1_700_000_000_000L),
                                new StreamAccount(LONG_ID, -1, 0))),
                new Specimen<>(
                        ClipFrames.class,
                        new ClipFramesFormat(),
                        List.of(frames(), ClipFrames.NONE, ClipFrames.of(List.of(NO_PICTURE), List.of(7, 3)))),
                new Specimen<>(
                        InFlight.class,
                        new InFlightFormat(),
                        List.of(
                                midway(BUNDLE, frames()).paired(Pairing.ANSWERED),
                                midway(BUNDLE, ClipFrames.NONE).paired(Pairing.COPY),
                                admitted()),
                        List.of(
                                midway(BundleId.UNNAMED, ClipFrames.NONE),
                                midway(BundleId.UNNAMED, frames()),
                                midway(BUNDLE, frames()))),
                new Specimen<>(
                        Answer.class,
                        new AnswerFormat(),
                        List.of(numberAnswer(), namedAnswer(), labelsAnswer(), answer(5), unlabelledAnswer()),
                        List.of(answer(), answer(5), labelsAnswer())),
                new Specimen<>(
                        Agreement.class,
                        new AgreementFormat(),
                        List.of(new Agreement(BUNDLE, 2, true, 1L << 40), new Agreement(BundleId.UNNAMED, 1, false, 0)),
                        List.of(new Agreement(BundleId.UNNAMED, 2, true, 1L << 40))),
                new Specimen<>(
                        PolicyRecord.class,
                        new PolicyRecordFormat(),
                        List.of(record(UPDATE), record(AT_ONCE), record(UPDATE.withdrawal()))),
                new Specimen<>(
                        RejectedRecord.class,
                        new RejectedRecordFormat(),
                        List.of(refusedSegment(), refusedFrame(), reject(), emptyReject()),
                        List.of(reject(), refusedFrame())),
                new Specimen<>(PromotionRule.class, new PromotionRuleFormat(), TestingWatch.RULES),
                new Specimen<>(ComparedWindow.class, new ComparedWindowFormat(), TestingWatch.WINDOWS),
                new Specimen<>(CandidateWatch.class, new CandidateWatchFormat(), TestingWatch.WATCHES),
                new Specimen<>(
                        SideWindow.class,
                        new SideWindowFormat(),
                        TestingWatch.SIDES,
                        List.of(TestingWatch.SIDES.get(1))),
                new Specimen<>(
                        SamplePair.class,
                        new SamplePairFormat(),
                        List.of(
                                new SamplePair(
                                        BUNDLE,
                                        BundleId.UNNAMED,
                                        LONG_ID,
                                        TestingWatch.PAIRS
                                                .groups()
                                                .values()
                                                .iterator()
                                                .next()),
                                new SamplePair(BUNDLE, BUNDLE, "", TestingWatch.PAIRS.together()))),
                new Specimen<>(
                        AnalysisState.class,
                        new AnalysisStateFormat(),
                        List.of(
                                new AnalysisState(
                                        Optional.of(OTHER_SOURCE),
                                        Optional.of(WITHDRAWAL),
                                        Optional.of(new Canary(ORDER, TestingWatch.WATCHES.get(0), true)),
                                        1L << 40),
                                new AnalysisState(Optional.empty(), Optional.empty(), Optional.empty(), 0))),
                new Specimen<>(StreamOrder.class, new StreamOrderFormat(), List.of(waitingStream(), StreamOrder.NEW)),
                new Specimen<>(
                        StreamResult.class,
                        new StreamResultFormat(),
                        List.of(
                                changed(OptionalInt.of(3), Optional.of(shown())),
                                changed(OptionalInt.empty(), Optional.empty()),
                                new StreamResult.Forgotten(LONG_ID, 7),
                                new StreamResult.Ordered(answer(), true),
                                new StreamResult.Ordered(unlabelledAnswer(), false),
                                new StreamResult.Missing(
                                        LONG_ID, 1, 7, 9, 2, StreamResult.Cause.DROPPED, 1_700_000_000_000L)),
                        List.of(new StreamResult.Ordered(answer(), true))),
                new Specimen<>(
                        SmoothedStream.class,
                        new SmoothedStreamFormat(),
                        List.of(
                                new SmoothedStream(
                                        BUNDLE, 3, Map.of(9, 0.5, 0, 1e-3), OptionalInt.of(9), 1L << 40, 7, true, 8),
                                new SmoothedStream(BUNDLE, 0, Map.of(), OptionalInt.empty(), -1, 0, false, 0))),
                new Specimen<>(
                        ConsumedRecord.class,
                        new ConsumedRecordFormat(),
                        List.of(
                                new ConsumedRecord(ORIGIN, bytes(3), bytes(12)),
                                new ConsumedRecord(ORIGIN, bytes(0), bytes(0), true),
                                new ConsumedRecord(ORIGIN, bytes(100_000), bytes(100_000)))),
                new Specimen<>(
                        OutgoingRecord.class,
                        new OutgoingRecordFormat(),
                        List.of(
                                new OutgoingRecord("states", bytes(3), bytes(12), 1_700_000_000_000L, false, TRACE),
                                new OutgoingRecord("states", bytes(3), bytes(12), 1_700_000_000_000L, false),
                                new OutgoingRecord(bytes(3), bytes(12), 1_700_000_000_000L),
                                new OutgoingRecord(bytes(0), bytes(0), 0, true),
                                new OutgoingRecord(bytes(100_000), bytes(100_000), -1)),
                        List.of(
                                new OutgoingRecord(bytes(3), bytes(12), 1_700_000_000_000L),
                                new OutgoingRecord("states", bytes(3), bytes(12), 1_700_000_000_000L, false))),
                new Specimen<>(
                        StreamTotals.class,
                        new StreamTotalsFormat(),
                        List.of(STREAM, new StreamTotals("", 0, 0, List.of()))),
                new Specimen<>(
                        Totals.class,
                        new TotalsFormat(),
                        List.of(numbers(), labels(), shadow(), told(), totals(), nothing(), of(MANY)),
                        List.of(told(), shadow(), labels())),
                new Specimen<>(
                        StreamOfBundle.class,
                        new StreamOfBundleFormat(),
                        List.of(new StreamOfBundle(BUNDLE, STREAM), new StreamOfBundle(BundleId.UNNAMED, STREAM)),
                        List.of(new StreamOfBundle(BundleId.UNNAMED, STREAM))),
                new Specimen<>(
                        TotalsByBundle.class,
                        new TotalsByBundleFormat(),
                        List.of(
                                new TotalsByBundle(Map.of(BUNDLE, told(), BundleId.UNNAMED, nothing())),
                                TotalsByBundle.of(BUNDLE, of(MANY)),
                                TotalsByBundle.NONE),
                        List.of(
                                TotalsByBundle.of(BundleId.UNNAMED, totals()),
                                TotalsByBundle.of(BundleId.UNNAMED, told()))),
                new Specimen<>(
                        Window.class,
                        new WindowFormat(),
                        List.of(new Window(1_000, 2_000, told()), new Window(0, 1, nothing())),
                        List.of(new Window(1_000, 2_000, totals()))),
                new Specimen<>(
                        ServedWindow.class,
                        new ServedWindowFormat(),
                        List.of(
                                new ServedWindow(BUNDLE, 2, new Window(1_000, 2_000, told())),
                                new ServedWindow(BundleId.UNNAMED, 255, new Window(0, 1, nothing())))));
    }

    private static final PairSide SIDE = new PairSide(SAMPLE, BUNDLE, true, 9, 1L << 40, 1L << 35);
    private static final PairSide OTHER_SIDE = new PairSide(UNLABELLED, BUNDLE, false, PairSide.NOTHING, 0, 0);

    /** As of a layout that did not know how far answers are from each other. */
    private static final ExitHistory HISTORY = new ExitHistory(3, new Consistency(2, Double.NaN), true, 1, 4);

    private static final StreamTotals STREAM =
            new StreamTotals("lobby-7", 1L << 40, 1L << 35, List.of(7L, 0L, 1L << 33));

    private static ClipFrames frames() {
        return ClipFrames.of(
                List.of(frame().picture(), tensor(DataType.UINT8, 2, 1, 3), NO_PICTURE), List.of(2, 0, 5, 1));
    }

    private static InFlight midway(BundleId bundle, ClipFrames frames) {
        List<Tensor> tensors = List.of(
                tensor(DataType.FLOAT32, 1, 2),
                tensor(DataType.FLOAT16, 3),
                tensor(DataType.BFLOAT16, 3),
                tensor(DataType.INT64, 1),
                tensor(DataType.UINT8));
        float[] logits = {1.5f, -2, Float.NaN};
        return new InFlight(
                SAMPLE, bundle, POLICY, JOURNEY, HISTORY, new HeapActivation(tensors), logits, frames, Pairing.ALONE);
    }

    private static EncodedFrame frame() {
        EncodedPicture picture = new EncodedPicture(PictureEncoding.RAW_GREY, 2, 1, new byte[] {9, 8, 7, 6}, 1, 2);
        return new EncodedFrame(SAMPLE, new byte[] {1, 2}, picture);
    }

    private static EncodedFrame clip() {
        Sample last = CAPTURED.closing(new FrameSpan(-1, 2, 2, 0));
        return new EncodedFrame(last, new byte[] {1}, List.of(frame().picture(), NO_PICTURE));
    }

    private static EncodedFrame segment() {
        VideoTrack track = new VideoTrack("h264", 1920, 1080, 1, 90_000, 270, 0, 0);
        List<SegmentSample> samples = List.of(
                new SegmentSample(CAPTURED.closing(new FrameSpan(4, 2, 2, 9)), List.of(0, 2)),
                new SegmentSample(UNLABELLED, List.of(2)));
        return new EncodedFrame(
                new byte[] {1},
                new EncodedSegment(
                        track,
                        bytes(3),
                        bytes(9),
                        2,
                        List.of(3, 1, 2),
                        List.of(-1L, VideoSegment.NO_PTS, 1L << 40),
                        samples));
    }

    private static News news(int lane) {
        return News.along(new KeyGroupRange(lane, lane), ARRIVAL).get(0);
    }

    private static InFlight admitted() {
        return InFlight.entering(UNLABELLED, BUNDLE, UNLIMITED, tensor(DataType.UINT8, 1, 1, 3));
    }

    /** As of a layout that knew of no exit but its own. */
    private static Answer answer() {
        return answer(2);
    }

    private static Answer answer(int exits) {
        List<ClassProbability> top = List.of(new ClassProbability(9, 0.75f), new ClassProbability(0, 0.25f));
        return new Answer(
                SAMPLE,
                BUNDLE,
                7,
                new Limits(40, 30_000_000),
                2,
                exits,
                Verdict.CONFIDENT,
                0.5f,
                top,
                JOURNEY,
                1_700_000_000_123L);
    }

    private static Answer unlabelledAnswer() {
        List<ClassProbability> top = List.of(new ClassProbability(0, 1));
        return new Answer(
                UNLABELLED, BUNDLE, 0, Limits.UNLIMITED, 1, 1, Verdict.FINAL, 0, top, LONG_JOURNEY, Long.MAX_VALUE);
    }

    private static Answer labelsAnswer() {
        return answer(Task.MULTI_LABEL, List.of());
    }

    private static Answer namedAnswer() {
        return answer(Task.CLASSIFICATION, List.of("äß€", ""));
    }

    private static Answer answer(Task task, List<String> names) {
        Answer like = answer(5);
        return AnswerLike.of(like, AnswerKind.exact(task), like.top(), names);
    }

    private static Answer numberAnswer() {
        Answer like = answer(5);
        return AnswerLike.of(like, new AnswerKind(Task.REGRESSION, 0.5f), -3.25f);
    }

    private static PolicyRecord record(PolicyChange update) {
        return new PolicyRecord(ORIGIN, bytes(3), bytes(20), update);
    }

    private static RejectedRecord reject() {
        return new RejectedRecord(ORIGIN, bytes(3), RefusalReason.NOT_AVRO, "what was wrong: äß€", bytes(20), 1L << 33);
    }

    private static RejectedRecord refusedFrame() {
        return RejectedRecord.of(
                ORIGIN, bytes(3), bytes(20), new Refusal(RefusalReason.OVER_QUOTA, "äß€").leaving(REFUSED), 10);
    }

    private static RejectedRecord refusedSegment() {
        return RejectedRecord.of(segment(), new Refusal(RefusalReason.BAD_SEGMENT, "äß€"), 5);
    }

    private static StreamResult changed(OptionalInt state, Optional<StreamResult.Period> before) {
        return new StreamResult.Changed(LONG_ID, 1, 7, 1L << 40, BUNDLE, state, 0.5f, before, 1_700_000_000_000L);
    }

    private static StreamResult.Period shown() {
        return new StreamResult.Period(BUNDLE, OptionalInt.of(1), 1L << 39, 12);
    }

    private static StreamOrder waitingStream() {
        return new StreamOrder(
                StreamOrder.Phase.RUNNING,
                1,
                1L << 40,
                1_700_000_000_000L,
                1_700_000_002_000L,
                List.of(new Turn.Answered(answer(), 1_700_000_000_000L), new Turn.Vacant(END, 1)));
    }

    private static RejectedRecord emptyReject() {
        return new RejectedRecord(ORIGIN, bytes(0), RefusalReason.BAD_POLICY, LONG_ID, bytes(0), 0);
    }

    private static Totals totals() {
        ExitTotals first = new ExitTotals(3, 2, 1, 5, 4, histogram(1_000, 2_000, 3_000_000_000L));
        ExitTotals second = new ExitTotals(0, 0, 0, 0, 0, histogram());
        StageTotals stage = new StageTotals(3, 96, histogram(0, 1, 2), histogram(500, 500, 500));
        return new Totals(
                13_548_480,
                1_000,
                new BudgetTotals(2, 60_000_000, 9_032_320),
                new LimitTotals(9, 8, 7, 6),
                List.of(first, second),
                List.of(stage),
                4);
    }

    private static Totals told() {
        return totals().with(new DearestStreams(List.of(STREAM), 1L << 33));
    }

    private static Totals shadow() {
        return told().with(TestingWatch.PAIRS);
    }

    private static Totals labels() {
        return shadow().with(new LabelTotals(1L << 40, 2, 3));
    }

    private static Totals numbers() {
        return labels().with(new NumberTotals(1L << 40, 0.1));
    }

    private static Totals nothing() {
        return new Totals(0, 0, new BudgetTotals(0, 0, 0), new LimitTotals(0, 0, 0, 0), List.of(), List.of(), 0);
    }

    private static Totals of(int exits) {
        return nothing().covering(exits);
    }

    private static Histogram histogram(long... micros) {
        Histogram histogram = new Histogram(2);
        histogram.setAutoResize(true);
        for (long value : micros) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    private static Tensor tensor(DataType type, Integer... shape) {
        int elements = Stream.of(shape).reduce(1, (a, b) -> a * b);
        return new Tensor(type, List.of(shape), bytes(elements * type.bytes()));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (200 + i);
        }
        return bytes;
    }
}
