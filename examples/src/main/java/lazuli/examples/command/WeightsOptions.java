package lazuli.examples.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import lazuli.examples.training.ModelWeights;
import lazuli.nn.Module;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options of every example that trains a model. */
public final class WeightsOptions {
    @Option(
            names = "--save",
            paramLabel = "FILE",
            order = Example.DATA,
            converter = FileForWeights.class,
            description = "weights to write while it trains, .npz or .safetensors")
    private @Nullable Path save;

    @Option(names = "--load", paramLabel = "FILE", order = Example.DATA, description = "weights to begin with")
    private @Nullable Path load;

    /** Takes the weights of {@code --load} into a model, and makes sure that those of {@code --save} can be written; before there is data. */
    public ModelWeights open(Module model) {
        return new ModelWeights(model, Optional.ofNullable(load), Optional.ofNullable(save));
    }

    /** Accepts the names of files that weights can be written to. */
    static final class FileForWeights implements ITypeConverter<Path> {
        @Override
        public Path convert(String given) {
            String name = given.toLowerCase(Locale.ROOT);
            if (!name.endsWith(".npz") && !name.endsWith(".safetensors")) {
                throw Numbers.refuse("a name with .npz or .safetensors at the end", given);
            }
            return Path.of(given);
        }
    }
}
