package lazuli.examples.cifar;

/** The networks that the trainer knows; the name on the command line is {@link #toString}. */
public enum CifarModel {
    /** A few convolutions, for a first try. */
    SMALL_CNN("small-cnn"),

    /** ResNet-18 in its form for small images. */
    RESNET18("resnet18");

    private final String title;

    CifarModel(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
