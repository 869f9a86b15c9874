package lazuli.examples.cifar;

import static lazuli.core.Mx.*;

import java.io.PrintWriter;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.FnN;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.examples.command.DeviceLine;
import lazuli.examples.command.ModelSize;
import lazuli.examples.data.Batch;
import lazuli.examples.data.BatchOptions;
import lazuli.examples.data.Batches;
import lazuli.examples.training.ClassAccuracy;
import lazuli.examples.training.EpochFigures;
import lazuli.examples.training.EpochProgress;
import lazuli.examples.training.EpochRecord;
import lazuli.examples.training.FinishedEpochs;
import lazuli.examples.training.ModelWeights;
import lazuli.nn.Losses;
import lazuli.nn.MixedPrecision;
import lazuli.nn.Nn;
import lazuli.optimizers.Optimizer;

/** Trains a network to tell the images of CIFAR-10 or CIFAR-100 apart. */
public final class CifarTrainer {
    private final CifarOptions options;
    private final CifarDataset data;
    private final Classifier model;
    private final Optimizer optimizer;
    private final State state;
    private final FnN trainingStep;
    private final FnN inference;

    /** What the test images of the last evaluation's first batch were taken for. */
    private int[] firstPredictions = {};

    private CifarTrainer(CifarOptions options, CifarDataset data) {
        this.options = options;
        this.data = data;
        Random.seed(options.seed());
        model = options.model().create(data.classNames().size());
        options.load().ifPresent(file -> ModelWeights.load(model, file));
        int steps = Math.ceilDiv(data.training().count(), options.batchSize()) * options.epochs();
        optimizer = options.scheduler().optimizer(options.learningRate(), steps);
        optimizer.init(model.trainableParameters());
        state = State.of(model, optimizer, Random.state());
        DType dtype = options.precision().dtype();
        var lossAndGrad = Nn.valueAndGradN(
                model, MixedPrecision.inN(dtype, model, batch -> lossAndHits(batch.get(0), batch.get(1))));
        trainingStep = compileN(
                batch -> {
                    var step = lossAndGrad.apply(batch);
                    optimizer.update(model, step.grads());
                    return step.values();
                },
                state);
        inference = compileN(
                MixedPrecision.inN(dtype, model, batch -> lossAndPredictions(batch.get(0), batch.get(1))), model);
    }

    /** Runs the trainer; see {@code --help}. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        int exitCode = CifarCommandLine.run(arguments, out, err, CifarTrainer::run);
        if (exitCode != CifarCommandLine.DONE) {
            System.exit(exitCode);
        }
    }

    /** Trains or tests as options say; files that are named are looked at before there is data. */
    public static void run(CifarOptions options) {
        if (options.cpu()) {
            Device.setDefault(Device.CPU);
        }
        checkFiles(options);
        CifarDataset data = options.openDataset();
        System.out.println(data.description());
        if (options.epochs() == 0) {
            new CifarTrainer(options, data).test();
            return;
        }
        try (FinishedEpochs weights =
                        new FinishedEpochs(options.weightsFile(LocalDateTime.now(ZoneId.systemDefault())));
                CifarJournal journal = CifarJournal.open(options, data)) {
            new CifarTrainer(options, data).train(weights, journal);
        }
    }

    private static void checkFiles(CifarOptions options) {
        options.load()
                .ifPresent(file -> ModelWeights.load(
                        options.model().create(options.dataset().classes()), file));
        options.records().resume().ifPresent(file -> Checkpoint.check(file, options.recipe()));
        if (options.epochs() > 0) {
            new FinishedEpochs(options.weightsFile(LocalDateTime.now(ZoneId.systemDefault()))).close();
        }
    }

    private void describe() {
        System.out.println(DeviceLine.text());
        System.out.printf("%s, %s%n", options.model(), ModelSize.text(model));
    }

    private void test() {
        describe();
        ClassAccuracy byClass = new ClassAccuracy(data.classNames());
        System.out.println("test " + evaluate(byClass).quality());
        System.out.print(byClass.table());
    }

    private void train(FinishedEpochs weights, CifarJournal journal) {
        describe();
        Checkpoint checkpoint = new Checkpoint(state, options.recipe());
        journal.resume(checkpoint);
        if (journal.epochs() >= options.epochs()) {
            System.out.printf("all %d epochs are finished already%n", options.epochs());
        }
        ClassAccuracy byClass = new ClassAccuracy(data.classNames());
        for (int epoch = journal.epochs(); epoch < options.epochs(); epoch++) {
            EpochFigures training = trainEpoch(epoch);
            byClass = new ClassAccuracy(data.classNames());
            EpochFigures test = evaluate(byClass);
            System.out.printf(
                    "epoch %d/%d: training %s; test %s%n", epoch + 1, options.epochs(), training, test.quality());
            weights.save("epoch %d/%d".formatted(epoch + 1, options.epochs()), file -> ModelWeights.save(model, file));
            double rate = optimizer.learningRate().itemDouble();
            journal.add(new EpochRecord(epoch + 1, rate, training, test), checkpoint, byClass, firstPredictions);
        }
        System.out.print(byClass.table());
        System.out.println("weights saved to " + weights.file());
    }

    private EpochFigures trainEpoch(int epoch) {
        BatchOptions how =
                BatchOptions.forTraining(options.batchSize(), options.seed()).augmented(options.augment());
        String task = "epoch %d/%d".formatted(epoch + 1, options.epochs());
        model.train();
        try (Batches batches = Batches.of(data.training(), data.normalization(), how, epoch);
                EpochProgress progress =
                        EpochProgress.start(task, data.training().count())) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                List<Array> lossAndHits = trainingStep.apply(List.of(images(batch), labels(batch)));
                eval(model, optimizer);
                progress.add(
                        batch.size(),
                        lossAndHits.get(0).itemDouble(),
                        lossAndHits.get(1).itemLong());
            }
            return progress.figures();
        }
    }

    private EpochFigures evaluate(ClassAccuracy byClass) {
        model.evaluate();
        BatchOptions how = BatchOptions.forTesting(options.batchSize());
        try (Batches batches = Batches.of(data.test(), data.normalization(), how, 0);
                EpochProgress progress = EpochProgress.start("test", data.test().count())) {
            long seen = 0;
            while (batches.hasNext()) {
                Batch batch = batches.next();
                List<Array> results = inference.apply(List.of(images(batch), labels(batch)));
                eval(results.toArray(Array[]::new));
                int[] predictions = results.get(1).toIntArray();
                byClass.add(batch.labels(), predictions);
                if (seen == 0) {
                    firstPredictions = predictions;
                }
                seen += batch.size();
                progress.add(
                        batch.size(),
                        results.get(0).itemDouble(),
                        results.get(2).itemLong());
            }
            return progress.figures();
        }
    }

    /** The mean loss, whose gradient is taken, and the number of images that are classified rightly. */
    private List<Array> lossAndHits(Array images, Array labels) {
        Array logits = model.forward(images).astype(DType.FLOAT32);
        return List.of(Losses.crossEntropy(logits, labels).mean(), sum(equal(argmax(logits, -1), labels)));
    }

    /** The mean loss, the predicted classes, and the number of images that are classified rightly. */
    private List<Array> lossAndPredictions(Array images, Array labels) {
        Array logits = model.forward(images).astype(DType.FLOAT32);
        Array predictions = argmax(logits, -1);
        return List.of(Losses.crossEntropy(logits, labels).mean(), predictions, sum(equal(predictions, labels)));
    }

    private static Array images(Batch batch) {
        return array(batch.images(), Shape.of(batch.shape()));
    }

    private static Array labels(Batch batch) {
        return array(batch.labels(), Shape.of(batch.size()));
    }
}
