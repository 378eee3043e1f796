package dev.offramp.cli.ingest;

import static dev.offramp.cli.ingest.TestingCameras.frame;
import static dev.offramp.cli.ingest.TestingCameras.large;
import static dev.offramp.cli.ingest.TestingCameras.telemetry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.offramp.schema.CaptureClock;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.avro.message.MissingSchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboxTest {

    private final List<Outbox> ready = new ArrayList<>();
    private final Outbox outbox = new Outbox("gate", new SharedRoom(Long.MAX_VALUE), ready::add);
    private final CameraTelemetry telemetry = telemetry();
    private EndOfStream end = new EndOfStream();

    @Test
    void pictures_leave_in_order_numbered_from_0() throws Exception {
        var entrance = outbox.enter(false, telemetry);
        for (int i = 0; i < 3; i++) {
            entrance.put(frame(i));
        }
        entrance.end();

        assertThat(frames()).extracting(Frame::getSequence).containsExactly(0L, 1L, 2L);
    }

    @Test
    void a_full_one_of_a_live_camera_loses_the_oldest_and_says_so_in_the_next_record() throws Exception {
        var entrance = outbox.enter(false, telemetry);
        for (int i = 0; i < Backlog.MOST_RECORDS + 3; i++) {
            entrance.put(frame(i));
        }

        List<Frame> frames = frames();

        assertThat(frames).hasSize(Backlog.MOST_RECORDS);
        assertThat(frames.get(0).getBytes().get(0)).isEqualTo((byte) 3);
        assertThat(frames.get(0).getDropped()).isEqualTo(3);
        assertThat(frames.get(0).getSequence()).isZero();
        assertThat(frames.get(1).getDropped()).isZero();
        assertThat(telemetry.status(0).frames().dropped()).isEqualTo(3);
    }

    @Test
    void large_pictures_fill_it_too() throws Exception {
        var entrance = outbox.enter(false, telemetry);
        for (int i = 0; i < 5; i++) {
            entrance.put(large(2_000_000, 1));
        }

        assertThat(frames()).extracting(Frame::getDropped).containsExactly(2 + 2 + 1, 1, 1);
    }

    @Test
    void a_file_waits_until_there_is_room() throws Exception {
        var entrance = outbox.enter(true, telemetry);
        for (int i = 0; i < Backlog.MOST_RECORDS; i++) {
            entrance.put(frame(i));
        }
        var put = new CountDownLatch(1);
        var file = new Thread(() -> {
            try {
                entrance.put(frame(99));
                put.countDown();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        file.start();
        while (file.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // the test's own time limit ends it
        }
        assertThat(put.getCount()).isEqualTo(1);

        outbox.next();
        put.await();

        assertThat(frames())
                .hasSize(Backlog.MOST_RECORDS)
                .extracting(Frame::getDropped)
                .containsOnly(0);
    }

    @Test
    void the_end_comes_behind_the_last_picture_with_what_was_lost() throws Exception {
        var entrance = outbox.enter(false, telemetry);
        entrance.put(frame(0));
        entrance.put(frame(1));
        entrance.end();
        entrance.end();
        entrance.put(frame(2));

        assertThat(frames()).hasSize(2);
        assertThat(end.getSequence()).isEqualTo(2);
        assertThat(end.getEpoch()).isEqualTo(1);
        assertThat(end.getEventTime().toEpochMilli()).isEqualTo(1_001);
        assertThat(end.getDropped()).isZero();
        assertThat(outbox.next()).isEmpty();
    }

    @Test
    void a_stream_that_never_had_a_picture_has_no_end() {
        outbox.enter(false, telemetry).end();

        assertThat(outbox.next()).isEmpty();
    }

    @Test
    void a_new_camera_comes_behind_the_end_of_the_one_before() throws Exception {
        var before = outbox.enter(false, telemetry);
        before.put(frame(7, 0));
        var after = outbox.enter(false, telemetry());
        before.put(frame(7, 1));
        after.put(frame(8, 0));

        assertThat(frames()).extracting(Frame::getEpoch).containsExactly(7L);
        assertThat(end.getEpoch()).isEqualTo(7);
        assertThat(frames()).extracting(Frame::getEpoch, Frame::getSequence).containsExactly(tuple(8L, 0L));
    }

    @Test
    void a_new_epoch_counts_from_0() throws Exception {
        var entrance = outbox.enter(false, telemetry);
        entrance.put(frame(1, 0));
        entrance.put(frame(1, 1));
        entrance.put(frame(2, 0));

        assertThat(frames()).extracting(Frame::getSequence).containsExactly(0L, 1L, 0L);
    }

    @Test
    void what_the_topic_refuses_counts_as_lost_before_the_next() throws Exception {
        var entrance = outbox.enter(true, telemetry);
        entrance.put(frame(0));
        entrance.put(frame(1));

        outbox.next().orElseThrow().refused().run();

        assertThat(frames()).extracting(Frame::getDropped).containsExactly(1);
        assertThat(telemetry.status(0).frames().dropped()).isEqualTo(1);
    }

    @Test
    void a_segment_takes_a_number_for_each_picture_that_is_picked() throws Exception {
        var entrance = outbox.enter(false, telemetry);
        entrance.put(picked(3));
        entrance.put(picked(2));
        entrance.put(frame(0));

        assertThat(segment().getSequence()).isZero();
        assertThat(segment().getSequence()).isEqualTo(3);
        assertThat(frames()).extracting(Frame::getSequence).containsExactly(5L);
    }

    @Test
    void a_segment_that_is_lost_counts_as_its_pictures() throws Exception {
        var entrance = outbox.enter(false, telemetry);
        for (int i = 0; i < Backlog.MOST_RECORDS + 1; i++) {
            entrance.put(picked(3));
        }
        assertThat(segment().getDropped()).isEqualTo(3);
        outbox.next().orElseThrow().refused().run();

        assertThat(segment().getDropped()).isEqualTo(3);
        assertThat(telemetry.status(0).frames().dropped()).isEqualTo(6);
    }

    @Test
    void what_was_left_out_behind_the_last_is_in_the_end() throws Exception {
        var entrance = outbox.enter(true, telemetry);
        entrance.put(frame(0));
        entrance.leftOut(LeftOut.lost(4));
        entrance.end();
        entrance.leftOut(LeftOut.lost(8));

        frames();
        assertThat(end.getDropped()).isEqualTo(4 + 8); // what is left out while it closes, too
    }

    @Test
    void what_was_left_out_when_nothing_more_can_say_so_is_said_by_the_next_camera() throws Exception {
        var never = outbox.enter(false, telemetry);
        never.leftOut(LeftOut.lost(4));
        never.end();
        assertThat(outbox.next()).isEmpty();
        never.leftOut(LeftOut.lost(8));

        outbox.enter(false, telemetry()).put(frame(0));

        assertThat(frames()).extracting(Frame::getDropped).containsExactly(4 + 8);
    }

    @Test
    void it_says_once_for_each_record_that_there_is_one() throws Exception {
        var entrance = outbox.enter(false, telemetry);
        entrance.put(frame(0));
        entrance.put(frame(1));
        assertThat(ready).hasSize(1);

        outbox.next();
        assertThat(ready).hasSize(2);
        outbox.next();
        assertThat(ready).hasSize(2);
        entrance.put(frame(2));
        assertThat(ready).hasSize(3);
    }

    @Test
    void where_all_hold_too_much_each_loses_its_own_down_to_its_share_and_a_new_one_has_one() throws Exception {
        var room = new SharedRoom(10);
        var greedy = new Outbox("greedy", room, ready::add);
        var late = new Outbox("late", room, ready::add);
        var fromGreedy = greedy.enter(false, telemetry);
        var fromLate = late.enter(false, telemetry());
        for (int i = 0; i < 12; i++) {
            fromGreedy.put(frame(i));
        }
        for (int i = 0; i < 7; i++) {
            fromLate.put(frame(i));
        }
        fromGreedy.put(frame(12));

        assertThat(waitingIn(greedy)).isEqualTo(5);
        assertThat(waitingIn(late)).isEqualTo(5);
        assertThat(telemetry.status(0).frames().dropped()).isEqualTo(13 - 5);
    }

    @Test
    void one_with_nothing_takes_a_record_until_all_together_hold_twice_the_room() throws Exception {
        var room = new SharedRoom(1_000);
        new Outbox("greedy", room, ready::add).enter(true, telemetry()).put(large(1_000, 0));
        var file = new Outbox("file", room, ready::add);
        file.enter(true, telemetry()).put(large(1_000, 0)); // would wait otherwise

        var camera = outboxIn(room).enter(false, telemetry);
        camera.put(large(1, 0));

        assertThat(telemetry.status(0).frames().dropped()).isEqualTo(1);
        assertThat(waitingIn(file)).isEqualTo(1);
        camera.put(large(1, 0));
        assertThat(telemetry.status(0).frames().dropped()).isEqualTo(1);
    }

    @Test
    void a_file_with_nothing_goes_on_when_others_give_room_back() throws Exception {
        var room = new SharedRoom(1);
        var greedy = new Outbox("greedy", room, ready::add);
        greedy.enter(true, telemetry()).put(large(1_000, 0)); // of an empty room, larger than that
        var file = outboxIn(room);
        var entrance = file.enter(true, telemetry);
        var putting = new Thread(() -> {
            try {
                entrance.put(large(1_000, 0));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        putting.start();
        while (putting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // the test's own time limit ends it
        }
        assertThat(entrance.isUnused()).isTrue();

        assertThat(waitingIn(greedy)).isEqualTo(1);
        putting.join();

        assertThat(waitingIn(file)).isEqualTo(1);
    }

    private Outbox outboxIn(SharedRoom room) {
        return new Outbox("late", room, ready::add);
    }

    private static int waitingIn(Outbox outbox) {
        int records = 0;
        while (outbox.next().isPresent()) {
            records++;
        }
        return records;
    }

    /** One of 25 pictures, of which the first are picked. */
    private static CapturedSegment picked(int count) {
        var taken = new CaptureTime(1_000, CaptureClock.ARRIVAL);
        List<Integer> picked = IntStream.range(0, count).boxed().toList();
        return new CapturedSegment(
                1,
                TestingSegments.segment(new long[25]),
                new SegmentPicks(picked, count, taken, taken),
                LeftOut.NOTHING);
    }

    private Segment segment() throws IOException {
        return Segment.fromByteBuffer(outbox.next().orElseThrow().value());
    }

    /** Those that wait, up to an end. */
    private List<Frame> frames() throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (var next = outbox.next(); next.isPresent(); next = outbox.next()) {
            ByteBuffer record = next.get().value();
            if (isEnd(record)) {
                end = EndOfStream.fromByteBuffer(record);
                return frames;
            }
            frames.add(Frame.fromByteBuffer(record));
        }
        return frames;
    }

    private static boolean isEnd(ByteBuffer record) {
        try {
            EndOfStream.fromByteBuffer(record.duplicate());
            return true;
        } catch (MissingSchemaException frame) {
            return false;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
