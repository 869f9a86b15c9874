package lazuli.examples.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import lazuli.examples.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CifarCommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<CifarOptions> trained = new ArrayList<>();

    @Test
    void everythingHasADefault() {
        assertEquals(
                new CifarOptions(
                        CifarRelease.CIFAR10,
                        CifarModel.SMALL_CNN,
                        30,
                        64,
                        1111,
                        CifarScheduler.NONE,
                        3e-4f,
                        CifarPrecision.FLOAT32,
                        false,
                        false,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        CifarRecords.NONE),
                parse(""));
    }

    @Test
    void everythingCanBeChosen() {
        assertEquals(
                new CifarOptions(
                        CifarRelease.CIFAR100,
                        CifarModel.RESNET18,
                        3,
                        128,
                        -7,
                        CifarScheduler.NONE,
                        0.5f,
                        CifarPrecision.BFLOAT16,
                        true,
                        true,
                        Optional.of(Path.of("data")),
                        OptionalInt.of(500),
                        Optional.of(Path.of("new.safetensors")),
                        Optional.of(Path.of("old.npz")),
                        new CifarRecords(
                                Optional.of(Path.of("run.safetensors")),
                                Optional.empty(),
                                Optional.of(Path.of("run.html")),
                                Optional.of(Path.of("logs")))),
                parse("--dataset cifar100 --model resnet18 --epochs 3 --batch-size 128 --seed -7 --scheduler none"
                        + " --lr 0.5 --dtype bfloat16 --augment --cpu --data-dir data --limit 500 --save new.safetensors --load"
                        + " old.npz --checkpoint run.safetensors --report run.html --logdir logs"));
    }

    @Test
    void aResumedTrainingGoesOnWritingItsCheckpoint() {
        CifarRecords records = parse("--resume run.safetensors").records();
        assertEquals(Optional.of(Path.of("run.safetensors")), records.resume());
        assertEquals(records.resume(), records.checkpoint());
        records = parse("--resume old.safetensors --checkpoint new.safetensors").records();
        assertEquals(Optional.of(Path.of("new.safetensors")), records.checkpoint());
    }

    @ParameterizedTest
    @CsvSource({
        "--scheduler none,                    false",
        "--scheduler none --augment,          true",
        "--scheduler none --no-augment,       false",
        "--scheduler onecycle,                true",
        "--scheduler onecycle --augment,      true",
        "--scheduler onecycle --no-augment,   false",
    })
    void augmentationGoesWithTheSchedulerUnlessSaid(String line, boolean expected) {
        assertEquals(expected, parse(line).augment());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--epochs -1                   | --epochs     | a whole number from 0",
                "--epochs x                    | --epochs     | a whole number from 0",
                "--epochs                      | --epochs     | expected N behind --epochs: times",
                "--epochs 1 --epochs 2         | --epochs     | only once",
                "--batch-size -1               | --batch-size | a whole number from 1",
                "--batch-size 99999999999      | --batch-size | a whole number from 1",
                "--limit 0                     | --limit      | a whole number from 1",
                "--seed 1.5                    | --seed       | a whole number",
                "--lr 0                        | --lr         | a positive finite number",
                "--lr NaN                      | --lr         | a positive finite number",
                "--lr Infinity                 | --lr         | a positive finite number",
                "--lr fast                     | --lr         | a positive finite number",
                "--lr 1e-3 --scheduler onecycle| --lr         | only with --scheduler none",
                "--dataset mnist               | --dataset    | cifar10 or cifar100",
                "--model vgg                   | --model      | small-cnn or resnet18",
                "--model                       | --model      | small-cnn or resnet18",
                "--scheduler cosine            | --scheduler  | none or onecycle",
                "--augment --no-augment        | --augment    | --no-augment, not both",
                "--save weights.txt            | --save       | .npz or .safetensors",
                "--checkpoint run.npz          | --checkpoint | .safetensors",
                "--report run.txt              | --report     | .html",
                "--load a.npz --resume b.safetensors | --load | not both",
                "--dtype float16               | --dtype      | float32 or bfloat16",
                "--epoch 3                     | --epoch      | expected --epochs",
                "--verbose                     | --verbose    | expected",
                "weights.npz                   | weights.npz  | expected an option",
            })
    void aBadLineIsOneLineThatNamesTheFlagAndWhatIsAccepted(String line, String flag, String accepted) {
        assertEquals(CifarCommandLine.MISUSED, run(line, trained::add));
        assertEquals(List.of(), trained);
        assertEquals("", out.toString());
        String said = err.toString().strip();
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.contains(flag) && said.contains(accepted) && said.endsWith("; see --help"), said);
    }

    @Test
    void aLineBreakInAValueDoesNotBreakTheLine() {
        String[] arguments = {"--model", "vgg\n16"};
        assertEquals(2, CifarCommandLine.run(arguments, writer(out), writer(err), trained::add));
        assertEquals(1, err.toString().strip().lines().count(), err::toString);
    }

    @Test
    void aFailureOfTheDataIsOneLine() {
        int exitCode = run("", _ -> {
            throw new DataException(Path.of("test_batch.bin"), "truncated");
        });
        assertEquals(CifarCommandLine.FAILED, exitCode);
        assertEquals("cifar: test_batch.bin: truncated", err.toString().strip());
    }

    @Test
    void whatNobodyForesawKeepsItsStackTrace() {
        int exitCode = run("", _ -> {
            throw new IllegalStateException("a mistake in the program");
        });
        assertEquals(CifarCommandLine.FAILED, exitCode);
        assertTrue(err.toString().contains("a mistake in the program"), err::toString);
        assertTrue(err.toString().contains("\tat " + CifarCommandLineTest.class.getName()), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--epochs 5 --help"})
    void helpIsNoTraining(String line) {
        assertEquals(CifarCommandLine.DONE, run(line, trained::add));
        assertEquals(List.of(), trained);
        assertEquals("", err.toString());
        assertTrue(out.toString().startsWith("Usage: cifar"), out::toString);
    }

    @Test
    void helpNamesEveryOptionAndDefault() {
        run("--help", trained::add);
        String help = out.toString();
        var command = CommandLine.Model.CommandSpec.forAnnotatedObject(new CifarArguments(_ -> {}));
        for (String option : command.optionsMap().keySet()) {
            assertTrue(help.matches("(?s).*" + option + "\\b.*"), option);
        }
        var defaults = parse("");
        for (Object value : List.of(
                defaults.dataset(),
                defaults.model(),
                defaults.epochs(),
                defaults.batchSize(),
                defaults.seed(),
                "3e-4")) {
            assertTrue(help.contains("(default " + value + ")"), value::toString);
        }
        assertFalse(help.contains("\u001B"));
        assertTrue(help.lines().allMatch(line -> line.length() <= 100));
    }

    @Test
    void weightsAreNamedByTheTimeUnlessAFileIsNamed(@TempDir Path folder) {
        var start = LocalDateTime.of(2025, 1, 2, 3, 4, 5);
        String stamped = "cifar_lazuli_20250102_030405.npz";
        assertEquals(Path.of(stamped), parse("").weightsFile(start));
        assertEquals(Path.of("mine.npz"), parse("--save mine.npz").weightsFile(start));
        assertTrue(Files.isDirectory(folder));
        assertEquals(folder.resolve(stamped), parse("--save " + folder).weightsFile(start));
    }

    private CifarOptions parse(String line) {
        trained.clear();
        assertEquals(CifarCommandLine.DONE, run(line, trained::add), err::toString);
        return trained.getFirst();
    }

    private int run(String line, Consumer<CifarOptions> trainer) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
        return CifarCommandLine.run(arguments, writer(out), writer(err), trainer);
    }

    private static PrintWriter writer(StringWriter target) {
        return new PrintWriter(target, true);
    }
}
