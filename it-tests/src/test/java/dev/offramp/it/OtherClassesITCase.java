package dev.offramp.it;

import static dev.offramp.it.TestOrders.decision;
import static dev.offramp.it.TestOrders.order;
import static dev.offramp.it.TestOrders.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.schema.BundleOutcome;
import dev.offramp.schema.Classification;
import dev.offramp.schema.RankedClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A bundle whose classes are others, or the same in another order, takes over in a job that goes on, and leaves it again. */
class OtherClassesITCase {

    private static final int STREAMS = 4;
    private static final int IMAGES = 200;
    private static final int BOOT = 9;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    Path cache;

    @Test
    void classes_their_names_and_the_true_one_change_between_the_same_two_frames_as_the_bundle() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(IMAGES).images();
        Bundle first = Bundle.open(TestBundle.FOLDER);
        List<String> backwards = new ArrayList<>(first.classes());
        Collections.reverse(backwards);
        backwards.set(0, "Wellington"); // for the last class that frames are labelled by
        Path other = RenamedBundle.copy(TestBundle.FOLDER, cache.resolve("other"), "backwards", "1.0.0", backwards);
        long comes = TestTopics.eventTimeMillis(15);
        long goes = TestTopics.eventTimeMillis(35);
        TestTopics topics = new TestTopics(BROKER.running());

        List<Classification> answers;
        try (TestJob job = TestJob.start(topics, settings(topics, cache, first))) {
            topics.publish(order(1, other, OptionalLong.of(comes)));
            assertThat(decision(topics, 1).getOutcome()).isEqualTo(BundleOutcome.ACCEPTED);
            topics.publish(order(2, TestBundle.FOLDER, OptionalLong.of(goes)));
            assertThat(decision(topics, 2).getOutcome()).isEqualTo(BundleOutcome.ACCEPTED);
            topics.publish(images, STREAMS);
            answers = topics.classificationsOf("stream-", images.size());
        }

        List<Offline.Decision> offline = Offline.decide(first, first.policy(), images);
        assertThat(answers).hasSameSizeAs(images).allSatisfy(answer -> {
            int image = (int) answer.getSequence() * STREAMS
                    + Integer.parseInt(answer.getStream().substring("stream-".length()));
            long taken = answer.getEventTime().toEpochMilli();
            boolean isOther = taken >= comes && taken < goes;
            int label = images.get(image).label();
            int labelHere = label == BOOT ? -1 : BOOT - label;

            assertThat(answer.getBundleName())
                    .isEqualTo(isOther ? "backwards" : first.id().name());
            assertThat(new Offline.Decision(answer.getExit(), answer.getPredicted()))
                    .isEqualTo(offline.get(image));
            assertThat(answer.getLabel()).isEqualTo(isOther ? labelHere : label);
            List<String> names = isOther ? backwards : first.classes();
            assertThat(answer.getPredictedName()).isEqualTo(names.get(answer.getPredicted()));
            assertThat(answer.getTop())
                    .extracting(RankedClass::getName)
                    .isEqualTo(answer.getTop().stream()
                            .map(ranked -> names.get(ranked.getIndex()))
                            .toList());
        });
        assertThat(answers)
                .extracting(Classification::getBundleName)
                .contains("backwards", first.id().name());
        assertThat(answers).extracting(Classification::getLabel).contains(-1);
    }
}
