package lazuli.examples.cifar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import lazuli.examples.command.Numbers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as picocli fills it in: an option a field, whose parameter's label says what is accepted. */
@Command(name = "cifar")
final class CifarArguments implements Runnable {
    private static final String COUNT = "a whole number from 1";
    private static final float DEFAULT_RATE = 3e-4f;

    private final Consumer<CifarOptions> trainer;

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--dataset", paramLabel = "cifar10 or cifar100")
    private CifarRelease dataset = CifarRelease.CIFAR10;

    @Option(names = "--model", paramLabel = "small-cnn or resnet18")
    private CifarModel model = CifarModel.SMALL_CNN;

    @Option(names = "--limit", paramLabel = COUNT)
    private @Nullable Integer limit;

    @Option(names = "--epochs", paramLabel = "a whole number from 0", converter = Numbers.CountOrNone.class)
    private int epochs = 30;

    @Option(names = "--batch-size", paramLabel = COUNT)
    private int batchSize = 64;

    @Option(names = "--scheduler", paramLabel = "none or onecycle")
    private CifarScheduler scheduler = CifarScheduler.NONE;

    @Option(names = "--lr", paramLabel = "a positive number")
    private @Nullable Float learningRate;

    @Option(names = "--dtype", paramLabel = "float32 or bfloat16")
    private CifarPrecision precision = CifarPrecision.FLOAT32;

    @Option(names = "--augment")
    private boolean augment;

    @Option(names = "--no-augment")
    private boolean noAugment;

    @Option(names = "--seed", paramLabel = "a whole number")
    private long seed = 1111;

    @Option(names = "--cpu")
    private boolean cpu;

    @Option(names = "--data-dir", paramLabel = "a folder")
    private @Nullable Path dataDirectory;

    @Option(names = "--save", paramLabel = "a file or a folder")
    private @Nullable Path save;

    @Option(names = "--load", paramLabel = "a file")
    private @Nullable Path load;

    @Option(names = "--checkpoint", paramLabel = "a file")
    private @Nullable Path checkpoint;

    @Option(names = "--resume", paramLabel = "a file")
    private @Nullable Path resume;

    @Option(names = "--report", paramLabel = "a file")
    private @Nullable Path report;

    @Option(names = "--logdir", paramLabel = "a folder")
    private @Nullable Path logDirectory;

    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true)
    private boolean help;

    CifarArguments(Consumer<CifarOptions> trainer) {
        this.trainer = trainer;
    }

    @Override
    public void run() {
        boolean oneCycle = scheduler == CifarScheduler.ONECYCLE;
        require(!(augment && noAugment), "expected --augment or --no-augment, not both");
        require(learningRate == null || !oneCycle, "expected --lr only with --scheduler none, it is the rate of AdamW");
        require(
                save == null || isForWeights(save),
                "expected .npz or .safetensors at the end of --save, or a folder that exists, not '" + save + "'");
        require(load == null || resume == null, "expected --load or --resume, not both");
        requireEnding("--checkpoint", checkpoint, ".safetensors");
        requireEnding("--report", report, ".html");
        trainer.accept(new CifarOptions(
                dataset,
                model,
                epochs,
                batchSize,
                seed,
                scheduler,
                learningRate == null ? DEFAULT_RATE : learningRate,
                precision,
                augment || (oneCycle && !noAugment),
                cpu,
                Optional.ofNullable(dataDirectory),
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                Optional.ofNullable(save),
                Optional.ofNullable(load),
                new CifarRecords(
                        Optional.ofNullable(checkpoint == null ? resume : checkpoint),
                        Optional.ofNullable(resume),
                        Optional.ofNullable(report),
                        Optional.ofNullable(logDirectory))));
    }

    private void requireEnding(String option, @Nullable Path path, String ending) {
        require(
                path == null || path.toString().endsWith(ending),
                "expected %s at the end of %s, not '%s'".formatted(ending, option, path));
    }

    private static boolean isForWeights(Path path) {
        String name = path.toString();
        return name.endsWith(".npz") || name.endsWith(".safetensors") || Files.isDirectory(path);
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(Objects.requireNonNull(command).commandLine(), otherwise);
        }
    }
}
