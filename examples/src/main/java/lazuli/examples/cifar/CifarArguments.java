package lazuli.examples.cifar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import lazuli.examples.command.Example;
import lazuli.examples.command.Numbers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as picocli fills it in: an option a field. */
@Command(
        name = "cifar",
        sortOptions = false,
        description = {
            "trains an image classifier on CIFAR-10 or CIFAR-100",
            "It tells how well it does on each class, and keeps the weights of the last finished epoch, also when Ctrl-C ends it."
        },
        footer = {
            "",
            "Examples",
            "  cifar --limit 2000 --epochs 3                 a first look",
            "  cifar --model resnet18 --scheduler onecycle   the recipe for a good classifier",
            "  cifar --load my.npz --save my.npz             go on with earlier weights",
            "  cifar --load my.npz --epochs 0                see how good they are",
            "  cifar --checkpoint run.safetensors            a training that may be interrupted",
            "  cifar --resume run.safetensors                and go on as if it had not been",
            "",
            "Without --data-dir the data is downloaded once and kept in your cache. Where there is no",
            "network, a small excerpt that comes with the program stands in for CIFAR-10: the first line",
            "of the output names the data that is used."
        })
final class CifarArguments implements Runnable {
    private static final float DEFAULT_RATE = 3e-4f;

    private final Consumer<CifarOptions> trainer;

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            order = Example.WHAT,
            description = "cifar10 or cifar100 (default ${DEFAULT-VALUE})")
    private CifarRelease dataset = CifarRelease.CIFAR10;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            order = Example.WHAT,
            description = "small-cnn or resnet18 (default ${DEFAULT-VALUE})")
    private CifarModel model = CifarModel.SMALL_CNN;

    @Option(
            names = "--limit",
            paramLabel = "N",
            order = Example.WHAT,
            description = "only the first N training images, and at most N test images")
    private @Nullable Integer limit;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            order = Example.HOW,
            converter = Numbers.CountOrNone.class,
            description = "times to go through the training images (default ${DEFAULT-VALUE}); 0 only tests")
    private int epochs = 30;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            order = Example.HOW,
            description = "images in a step (default ${DEFAULT-VALUE})")
    private int batchSize = 64;

    @Option(
            names = "--scheduler",
            paramLabel = "NAME",
            order = Example.HOW,
            description = {
                "none or onecycle (default ${DEFAULT-VALUE}):",
                "none: AdamW at a constant rate",
                "onecycle: SGD that warms up, then slows down along a cosine"
            })
    private CifarScheduler scheduler = CifarScheduler.NONE;

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            order = Example.HOW,
            description = "learning rate of AdamW (default 3e-4)")
    private @Nullable Float learningRate;

    @Option(
            names = "--dtype",
            paramLabel = "NAME",
            order = Example.HOW,
            description = "float32 or bfloat16, the latter with weights in float32 (default ${DEFAULT-VALUE})")
    private CifarPrecision precision = CifarPrecision.FLOAT32;

    @Option(
            names = "--augment",
            order = Example.HOW,
            description = "shift and mirror training images at random: default with onecycle")
    private boolean augment;

    @Option(names = "--no-augment", order = Example.HOW, description = "leave them as they are: default otherwise")
    private boolean noAugment;

    @Option(
            names = "--seed",
            paramLabel = "N",
            order = Example.HOW,
            description = "where all chance comes from (default ${DEFAULT-VALUE})")
    private long seed = 1111;

    @Option(names = "--cpu", order = Example.HOW, description = "stay on the CPU even if there is a GPU")
    private boolean cpu;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            order = Example.DATA,
            description = "the official binary release, or the folder it lies in")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            order = Example.DATA,
            description = {
                "weights to write while it trains, .npz or .safetensors, or a folder for them",
                "(default cifar_lazuli_YYYYMMDD_HHMMSS.npz)"
            })
    private @Nullable Path save;

    @Option(names = "--load", paramLabel = "FILE", order = Example.DATA, description = "weights to begin with")
    private @Nullable Path load;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            order = Example.DATA,
            description = "a .safetensors file to go on from, written after each epoch")
    private @Nullable Path checkpoint;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            order = Example.DATA,
            description = "go on from such a file, with the same options; goes on writing it")
    private @Nullable Path resume;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            order = Example.DATA,
            description = "an .html page about the training, written after each epoch")
    private @Nullable Path report;

    @Option(names = "--logdir", paramLabel = "FOLDER", order = Example.DATA, description = "curves for TensorBoard")
    private @Nullable Path logDirectory;

    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    @Option(
            names = {"-h", "--help"},
            order = Example.DATA,
            usageHelp = true,
            description = "this text")
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
