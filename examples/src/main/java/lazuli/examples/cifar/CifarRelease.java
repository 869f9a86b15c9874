package lazuli.examples.cifar;

import java.util.List;
import java.util.Locale;
import lazuli.examples.data.Checksum;
import lazuli.examples.data.Normalization;

/** The two official binary releases: where they are, what their files hold, how their pixels are distributed. */
public enum CifarRelease {
    /** 10 classes; a record begins with the label. */
    CIFAR10(
            "CIFAR-10",
            new CifarFiles(
                    "cifar-10-batches-bin",
                    List.of(
                            "data_batch_1.bin",
                            "data_batch_2.bin",
                            "data_batch_3.bin",
                            "data_batch_4.bin",
                            "data_batch_5.bin"),
                    "test_batch.bin",
                    "batches.meta.txt"),
            List.of(new LabelByte("label", 10)),
            "cifar-10-binary.tar.gz",
            Checksum.md5("c32a1d4ab5d03f1284b67883e8d87530"),
            new Normalization(List.of(0.4914f, 0.4822f, 0.4465f), List.of(0.2470f, 0.2435f, 0.2616f))),

    /** 100 classes; a record begins with the coarse label, then the fine one, which is the class. */
    CIFAR100(
            "CIFAR-100",
            new CifarFiles("cifar-100-binary", List.of("train.bin"), "test.bin", "fine_label_names.txt"),
            List.of(new LabelByte("coarse label", 20), new LabelByte("fine label", 100)),
            "cifar-100-binary.tar.gz",
            Checksum.md5("03b5dce01913d631647c71ecec9e9cb8"),
            new Normalization(List.of(0.5071f, 0.4865f, 0.4409f), List.of(0.2673f, 0.2564f, 0.2762f)));

    private final String title;
    private final CifarFiles files;
    private final List<LabelByte> labels;
    private final String archive;
    private final Checksum checksum;
    private final Normalization normalization;

    CifarRelease(
            String title,
            CifarFiles files,
            List<LabelByte> labels,
            String archive,
            Checksum checksum,
            Normalization normalization) {
        this.title = title;
        this.files = files;
        this.labels = List.copyOf(labels);
        this.archive = archive;
        this.checksum = checksum;
        this.normalization = normalization;
    }

    /** The data set's name as people write it. */
    public String title() {
        return title;
    }

    /** How many classes there are to tell apart. */
    public int classes() {
        return labels.getLast().count();
    }

    /** Mean and deviation of the training pixels. */
    public Normalization normalization() {
        return normalization;
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    CifarFiles files() {
        return files;
    }

    /** The labels that a record begins with; the last one is the class. */
    List<LabelByte> labels() {
        return labels;
    }

    String archive() {
        return archive;
    }

    Checksum checksum() {
        return checksum;
    }

    /**
     * A label in a record.
     *
     * @param name what it is called in messages
     * @param count how many values it may have
     */
    record LabelByte(String name, int count) {}
}
