package lazuli.examples.cifar;

/** How the learning rate goes, and with which optimizer; the name on the command line is {@link #toString}. */
public enum CifarScheduler {
    /** AdamW at a constant rate. */
    NONE("none"),

    /** SGD whose rate warms up, then falls along a cosine. */
    ONECYCLE("onecycle");

    private final String title;

    CifarScheduler(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
