package lazuli.nn;

import static lazuli.core.Mx.*;
import static lazuli.core.primitive.HalfPrecision.widen;

import java.util.Arrays;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;
import org.jspecify.annotations.Nullable;

/** Cross entropy of unnormalized log probabilities, computed from logits less their maximum: a difference of large ones would have few digits. */
final class CrossEntropy {
    private static final String NAME = "cross_entropy";

    private CrossEntropy() {}

    static Array of(Array logits, Array targets, CrossEntropyOptions options) {
        int axis = logits.shape().axis(NAME, options.axis());
        boolean isProbabilities = targets.ndim() == logits.ndim();
        check(logits, targets, axis, isProbabilities, options);
        DType dtype = logits.dtype().toFloating();
        dtype = isProbabilities ? DType.promote(dtype, targets.dtype()) : dtype;
        dtype = promoted(promoted(dtype, options.weights()), options.classWeights());
        DType result = dtype;
        return TraceScope.result(() -> {
            Array floating = widen(logits.astype(logits.dtype().toFloating()));
            Array loss = isProbabilities
                    ? ofProbabilities(floating, widen(targets), axis, options)
                    : ofIndices(logSoftmax(floating, axis), targets, axis, options);
            return HalfPrecision.round(loss, result);
        });
    }

    private static DType promoted(DType dtype, @Nullable Array weights) {
        return weights == null ? dtype : DType.promote(dtype, weights.dtype());
    }

    private static void check(
            Array logits, Array targets, int axis, boolean isProbabilities, CrossEntropyOptions options) {
        Shape each = logits.shape().remove(axis);
        if (isProbabilities) {
            if (!targets.shape().equals(logits.shape())) {
                throw new ShapeException(NAME, "targets %s do not fit logits %s", targets.shape(), logits.shape());
            }
            if (options.ignoreIndex() != null) {
                throw new IllegalArgumentException("[cross_entropy] target probabilities have no index to ignore");
            }
        } else {
            ClassIndices.check(NAME, logits, targets, axis);
        }
        Array classWeights = options.classWeights();
        Shape classes = Shape.of(logits.shape().length(axis));
        if (classWeights != null && !classWeights.shape().equals(classes)) {
            throw new ShapeException(NAME, "class weights %s do not fit classes %s", classWeights.shape(), classes);
        }
        Losses.requireWeightsFit(NAME, each, options.weights());
    }

    private static Array ofIndices(Array logProbabilities, Array targets, int axis, CrossEntropyOptions options) {
        ClassIndices indices = new ClassIndices(logProbabilities, targets, axis, options.ignoreIndex());
        Array classWeights = options.classWeights();
        Array ofTarget = negative(indices.scores());
        Array loss;
        Array counted;
        if (classWeights == null) {
            loss = smoothed(ofTarget, () -> negative(logProbabilities.mean(axis)), options);
            counted = onesLike(loss);
        } else {
            Array factors = widen(classWeights);
            counted = indices.weights(factors);
            Array ofAll = alongAxis(factors, logProbabilities, axis).multiply(logProbabilities);
            loss = smoothed(counted.multiply(ofTarget), () -> negative(ofAll.mean(axis)), options);
        }
        loss = weighted(indices.unlessIgnored(loss), options);
        boolean isPlain = options.ignoreIndex() == null && classWeights == null;
        return options.reduction() == Reduction.MEAN && !isPlain
                ? sum(loss).divide(sum(indices.unlessIgnored(counted)))
                : options.reduction().of(loss);
    }

    /** The shift matters where target probabilities do not add up to 1; it is no function of the logits. */
    private static Array ofProbabilities(Array logits, Array targets, int axis, CrossEntropyOptions options) {
        Array shifted = logits.subtract(stopGradient(max(logits, axis, true)));
        Array classWeights = options.classWeights();
        Array total = shifted.logsumexp(axis);
        Array loss;
        if (classWeights == null) {
            Array score = shifted.multiply(targets).sum(axis);
            loss = smoothed(total.subtract(score), () -> total.subtract(shifted.mean(axis)), options);
        } else {
            Array ofAll = alongAxis(widen(classWeights), shifted, axis)
                    .multiply(total.expandDims(axis).subtract(shifted));
            loss = smoothed(ofAll.multiply(targets).sum(axis), () -> ofAll.mean(axis), options);
        }
        return options.reduction().of(weighted(loss, options));
    }

    /** The loss of the target and, as far as labels are smoothed, the mean of all classes'. */
    private static Array smoothed(Array ofTarget, Supplier<Array> ofAll, CrossEntropyOptions options) {
        double share = options.labelSmoothing();
        return share == 0
                ? ofTarget
                : ofTarget.multiply(1 - share).add(ofAll.get().multiply(share));
    }

    private static Array weighted(Array loss, CrossEntropyOptions options) {
        Array weights = options.weights();
        return weights == null ? loss : loss.multiply(weights);
    }

    /** A vector along one axis of {@code x}. */
    private static Array alongAxis(Array vector, Array x, int axis) {
        int[] lengths = new int[x.ndim()];
        Arrays.fill(lengths, 1);
        lengths[axis] = -1;
        return vector.reshape(lengths);
    }
}
