package lazuli.examples.mnist;

import java.nio.file.Path;
import java.util.Optional;
import lazuli.examples.command.Example;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every example that reads digits. */
public final class MnistOptions {
    @Option(
            names = "--limit",
            paramLabel = "N",
            order = Example.DATA,
            description = "only the first N training images, and at most N test images")
    private @Nullable Integer limit;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            order = Example.DATA,
            description = "of MNIST's official files, instead of a download")
    private @Nullable Path dataDirectory;

    /** The images that are asked for; what there is to say about a download goes to standard error. */
    public Mnist open() {
        Mnist data = Mnist.open(Optional.ofNullable(dataDirectory), System.err);
        return limit == null
                ? data
                : new Mnist(
                        data.source(), data.training().first(limit), data.test().first(limit));
    }
}
