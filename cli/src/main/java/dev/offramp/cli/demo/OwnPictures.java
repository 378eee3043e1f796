package dev.offramp.cli.demo;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.local.AnswerListener;
import dev.offramp.cli.local.AnswerReader;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.cli.publish.FrameFiles;
import dev.offramp.cli.publish.FramePublisher;
import dev.offramp.cli.publish.FrameSpread;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Classifies the user's own pictures, and says of each what became of it. */
final class OwnPictures implements AnswerListener {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final FrameSpread SPREAD = new FrameSpread("pictures-", 8, 0);

    private final BundleFolder folder;
    private final LocalSystem system;
    private final FrameFiles files;
    private final Screen screen;
    private final PictureOutcomes outcomes = new PictureOutcomes();

    OwnPictures(BundleFolder folder, LocalSystem system, FrameFiles files, Screen screen) {
        this.folder = folder;
        this.system = system;
        this.files = files;
        this.screen = screen;
    }

    /**
     * Returns whether every picture was answered, rejected or refused exactly once.
     *
     * @param save where what became of them goes too
     */
    boolean classify(Optional<SaveFile> save) {
        var bundle = system.plan().settings().bundle();
        new KnownClasses(bundle.id().name(), bundle.classNames(), bundle.width(), bundle.height())
                .lines()
                .forEach(screen::line);
        publish();
        try (var reader = AnswerReader.ofAll(system.bootstrapServers(), system.topics())) {
            reader.follow(() -> outcomes.count() == files.count(), PATIENCE, this);
            screen.settle(progress());
            reader.follow(() -> false, LocalSystem.CHECKPOINT_INTERVAL.multipliedBy(2), this);
        }
        var report = new PictureReport(files, outcomes, bundle.stages().size());
        report.lines().forEach(screen::line);
        warnings(bundle).lines(PictureLook.someOf(files), report.answers()).forEach(screen::line);
        save.ifPresent(file -> file.write(report.saved()));
        return outcomes.count() == files.count() && outcomes.second() == 0;
    }

    private BundleWarnings warnings(Bundle bundle) {
        return new BundleWarnings(folder.isTrainedOnGrey(), UsualDepth.of(bundle));
    }

    @Override
    public void answered(Classification answer, long writtenMillis) {
        outcomes.add(answer);
    }

    @Override
    public void rejected(Reject reject) {
        outcomes.add(reject);
    }

    @Override
    public void caughtUp() {
        screen.show(progress());
        system.job().requireAlive();
    }

    private void publish() {
        try (var publisher = new FramePublisher(system.plan().settings().kafka(), outcomes)) {
            long published = 0;
            for (int index = 0; index < files.count(); index++) {
                published += publish(index, SPREAD.addressOf(published), publisher) ? 1 : 0;
            }
            publisher.flush();
        }
    }

    private boolean publish(int index, FrameAddress address, FramePublisher publisher) {
        try {
            publisher.publish(address, files.picture(index));
            return true;
        } catch (IOException unreadable) {
            outcomes.refused(files.nameOf(index), "cannot be read: " + unreadable.getMessage());
            return false;
        }
    }

    private List<String> progress() {
        double share = (double) outcomes.count() / files.count();
        return List.of(Figures.bar(share) + "  " + Figures.count(outcomes.count()) + " of "
                + Figures.count(files.count()) + " pictures");
    }
}
