package dev.offramp.it.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.it.cluster.Await;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, driven by Debian's chromedriver. Nothing is fetched for it. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int NARROW = 500;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Why there is none on this machine; empty where there is one. */
    static Optional<String> missing() {
        return Stream.of("chromium", "chromedriver")
                .filter(program -> onPath(program).isEmpty())
                .findFirst()
                .map(program -> program + " is not installed (Debian: chromium, chromium-driver)");
    }

    static Browser open() {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(onPath("chromium").orElseThrow());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Optional<File> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, program))
                .filter(File::canExecute)
                .findFirst();
    }

    void visit(URI page) {
        driver.get(page.toString());
    }

    /** As a screen of so many pixels; a window would be no narrower than 500. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < NARROW));
    }

    /** What JavaScript returns, as text. */
    String ask(String script, Object... arguments) {
        return String.valueOf(driver.executeScript("return " + script, arguments));
    }

    /** Waits until a text of the page, by the id of its element, holds some words. */
    void awaitText(String id, String words) throws Exception {
        Await.until("'" + words + "' in " + id + ", which says: " + text(id), PATIENCE, () -> text(id).contains(words));
    }

    void awaitTrue(String condition) throws Exception {
        Await.until(condition, PATIENCE, () -> ask(condition).equals("true"));
    }

    String text(String id) {
        return ask("document.getElementById(arguments[0]).textContent", id);
    }

    void click(String id) {
        driver.executeScript("document.getElementById(arguments[0]).click()", id);
    }

    /** What the page complained of, oldest first. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    /** What axe-core (4.10, WCAG 2.1 A and AA) finds serious or critical, a line each. */
    List<String> barriers() throws IOException {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            driver.executeScript(new String(script.readAllBytes(), UTF_8));
        }
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(results => done(results.violations
                    .filter(violation => ['serious', 'critical'].includes(violation.impact))
                    .map(violation => violation.id + ': ' + violation.nodes.map(node => node.html.slice(0, 120) + ' ' + (node.any[0] || {}).message).join(' | '))));
                """);
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /** The whole page, as high as it is. */
    void screenshot(Path file, int width) throws Exception {
        size(width, 800);
        awaitTrue("innerWidth === " + width);
        ask("scrollTo(0, 0)");
        awaitTrue("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))");
        int height = Integer.parseInt(ask("Math.ceil(document.documentElement.scrollHeight)"));
        Object picture = driver.executeCdpCommand(
                        "Page.captureScreenshot",
                        Map.of(
                                "captureBeyondViewport",
                                true,
                                "clip",
                                Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)))
                .get("data");
        Files.createDirectories(file.getParent());
        Files.write(file, OutputType.BYTES.convertFromBase64Png((String) picture));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
