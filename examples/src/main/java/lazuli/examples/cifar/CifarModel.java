package lazuli.examples.cifar;

import java.util.function.IntFunction;

/** The networks that the trainer knows; the name on the command line is {@link #toString}. */
public enum CifarModel {
    /** A few convolutions, for a first try. */
    SMALL_CNN("small-cnn", SmallCnn::new),

    /** ResNet-18 in its form for small images. */
    RESNET18("resnet18", ResNet18::new);

    private final String title;
    private final IntFunction<Classifier> maker;

    CifarModel(String title, IntFunction<Classifier> maker) {
        this.title = title;
        this.maker = maker;
    }

    /** A new network with weights drawn from the global random sequence. */
    public Classifier create(int classes) {
        return maker.apply(classes);
    }

    @Override
    public String toString() {
        return title;
    }
}
