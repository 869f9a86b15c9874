package lazuli.examples.mnist;

import java.util.Locale;
import java.util.function.Supplier;
import lazuli.examples.command.Choices;
import picocli.CommandLine.ITypeConverter;

/** The networks that there are for digits. */
enum DigitModel {
    CNN(Cnn::new),
    MLP(Mlp::new);

    private final Supplier<DigitClassifier> maker;

    DigitModel(Supplier<DigitClassifier> maker) {
        this.maker = maker;
    }

    DigitClassifier create() {
        return maker.get();
    }

    /** Reads the name from the command line. */
    static final class Converter implements ITypeConverter<DigitModel> {
        @Override
        public DigitModel convert(String given) throws Exception {
            return Choices.of(values()).convert(given);
        }
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
