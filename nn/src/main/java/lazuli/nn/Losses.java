package lazuli.nn;

import static lazuli.core.Mx.*;
import static lazuli.core.primitive.HalfPrecision.widen;

import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn2;
import lazuli.core.Fn3;
import lazuli.core.Linalg;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.elementwise.BinaryCrossEntropy;
import org.jspecify.annotations.Nullable;

/**
 * Loss functions, as MLX defines them. The short forms take MLX's defaults. Losses of half floats are computed in float32, reduction and all,
 * and rounded once. Arrays that are compared element by element have one shape: nothing is broadcast.
 */
public final class Losses {
    private Losses() {}

    /**
     * Cross entropy of unnormalized log probabilities: {@code loss[i] = logsumexp over c of logits[i, c] - score[i]}, where the score is the
     * target class's logit, or the logits' mean under the target probabilities.
     *
     * {@snippet :
     * Array logits = zeros(1, 2);
     * IO.println(Losses.crossEntropy(logits, array(new int[] {1}, Shape.of(1)), CrossEntropyOptions.DEFAULTS));       // prints: array([0.693147], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy * (softmax(logits) - p)} to the logits, with p the target probabilities, of an index 1 for its class and 0 for the others.
     *
     * @param logits any shape with an axis of classes
     * @param targets class indices of the shape of {@code logits} without the classes' axis, or probabilities of the full shape; an index
     *     that is no class, a negative one too, makes the loss NaN
     * @param options axis, weights, label smoothing, an index that is ignored, reduction
     * @return by default a loss for each example, else a scalar; the floating dtype to which logits, probabilities and weights promote
     * @throws ShapeException if targets or weights have another shape
     * @throws lazuli.core.DTypeException if class indices are not integers
     * @throws IllegalArgumentException if an index is to be ignored among target probabilities
     */
    public static Array crossEntropy(Array logits, Array targets, CrossEntropyOptions options) {
        Required.argument("cross_entropy", "logits", logits);
        Required.argument("cross_entropy", "targets", targets);
        Required.argument("cross_entropy", "options", options);
        return CrossEntropy.of(logits, targets, options);
    }

    /** The examples' cross entropy reduced, the classes being the last axis. */
    public static Array crossEntropy(Array logits, Array targets, Reduction reduction) {
        Required.argument("cross_entropy", "reduction", reduction);
        return crossEntropy(logits, targets, CrossEntropyOptions.DEFAULTS.reduction(reduction));
    }

    /** Each example's cross entropy, the classes being the last axis. */
    public static Array crossEntropy(Array logits, Array targets) {
        return crossEntropy(logits, targets, CrossEntropyOptions.DEFAULTS);
    }

    /**
     * Binary cross entropy: {@code loss[i] = -(y log(p) + (1 - y) log(1 - p))}, with y the target and p the probability, which is the sigmoid of
     * a logit.
     *
     * {@snippet :
     * IO.println(Losses.binaryCrossEntropy(array(0f, 0f), array(1f, 0f), null, true, Reduction.MEAN));       // prints: array(0.693147, dtype=float32)
     * }
     *
     * <p>Gradient: of logits {@code dy * (p - y)}, of probabilities {@code dy * (p - y) / (p * (1 - p))}; divided by their number for a mean.
     *
     * @param inputs logits, or probabilities, whose logarithms are then cut off at -100
     * @param targets of the same shape, in [0, 1]
     * @param weights factors of the same shape; null is none
     * @param withLogits whether the inputs are logits
     * @return a scalar, or with {@link Reduction#NONE} a loss for each element; the dtype to which the arguments promote
     * @throws ShapeException if targets or weights have another shape
     */
    public static Array binaryCrossEntropy(
            Array inputs, Array targets, @Nullable Array weights, boolean withLogits, Reduction reduction) {
        Required.argument("binary_cross_entropy", "inputs", inputs);
        Required.argument("binary_cross_entropy", "targets", targets);
        Required.argument("binary_cross_entropy", "reduction", reduction);
        requireSameShape("binary_cross_entropy", inputs, targets);
        requireWeightsFit("binary_cross_entropy", inputs.shape(), weights);
        DType dtype = promoted(inputs, targets);
        return computed(reduction, weights == null ? dtype : DType.promote(dtype, weights.dtype()), () -> {
            Array x = widen(inputs);
            Array y = widen(targets);
            Array loss = withLogits ? ofLogits(x, y) : BinaryCrossEntropy.ofProbabilities(x, y, dtype);
            return weights == null ? loss : loss.multiply(weights);
        });
    }

    /**
     * {@code (1 - y) x + log(1 + exp(-x))}; with m = max(-x, 0), which is no function of x as its derivatives cancel, the large terms
     * come together before the small logarithm is added.
     */
    private static Array ofLogits(Array x, Array y) {
        Array m = stopGradient(maximum(negative(x), 0));
        return subtract(1, y).multiply(x).add(m).add(logaddexp(negative(m), negative(x.add(m))));
    }

    /** The mean binary cross entropy of logits. */
    public static Array binaryCrossEntropy(Array inputs, Array targets) {
        return binaryCrossEntropy(inputs, targets, null, true, Reduction.MEAN);
    }

    /** {@code |predictions - targets|}; both of one shape. */
    public static Array l1Loss(Array predictions, Array targets, Reduction reduction) {
        Required.argument("l1_loss", "predictions", predictions);
        Required.argument("l1_loss", "targets", targets);
        Required.argument("l1_loss", "reduction", reduction);
        return ofPairs("l1_loss", predictions, targets, reduction, (x, y) -> abs(x.subtract(y)));
    }

    /** The mean of {@code |predictions - targets|}. */
    public static Array l1Loss(Array predictions, Array targets) {
        return l1Loss(predictions, targets, Reduction.MEAN);
    }

    /**
     * Square of the error: {@code loss[i] = (predictions[i] - targets[i])²}, reduced.
     *
     * {@snippet :
     * IO.println(Losses.mseLoss(array(1f, 2f), array(1f, 4f), Reduction.MEAN));       // prints: array(2, dtype=float32)
     * }
     *
     * <p>Gradient: {@code 2 dy * (predictions - targets)} to the predictions, its negative to the targets; divided by their number for a mean.
     *
     * @param targets of the shape of the predictions: nothing is broadcast
     * @return a scalar, or with {@link Reduction#NONE} a loss for each element; the dtype to which both promote, float32 for a mean of integers
     * @throws ShapeException if the shapes differ
     */
    public static Array mseLoss(Array predictions, Array targets, Reduction reduction) {
        Required.argument("mse_loss", "predictions", predictions);
        Required.argument("mse_loss", "targets", targets);
        Required.argument("mse_loss", "reduction", reduction);
        return ofPairs("mse_loss", predictions, targets, reduction, (x, y) -> square(x.subtract(y)));
    }

    /** The mean of {@code (predictions - targets)²}. */
    public static Array mseLoss(Array predictions, Array targets) {
        return mseLoss(predictions, targets, Reduction.MEAN);
    }

    /**
     * The target class's log probability, negated.
     *
     * @param inputs log probabilities
     * @param targets class indices of the shape of {@code inputs} without {@code axis}; one that is no class makes the loss NaN
     * @throws ShapeException if the targets have another shape
     * @throws lazuli.core.DTypeException if they are not integers
     */
    public static Array nllLoss(Array inputs, Array targets, int axis, Reduction reduction) {
        Required.argument("nll_loss", "inputs", inputs);
        Required.argument("nll_loss", "targets", targets);
        Required.argument("nll_loss", "reduction", reduction);
        int classes = inputs.shape().axis("nll_loss", axis);
        ClassIndices.check("nll_loss", inputs, targets, classes);
        return computed(
                reduction,
                inputs.dtype(),
                () -> negative(new ClassIndices(widen(inputs), targets, classes, null).scores()));
    }

    /** Each example's negative log likelihood, the classes being the last axis. */
    public static Array nllLoss(Array inputs, Array targets) {
        return nllLoss(inputs, targets, -1, Reduction.NONE);
    }

    /**
     * Negative log likelihood of targets under normal distributions: {@code (log(v) + (targets - inputs)² / v) / 2} with {@code v =
     * max(vars, eps)}.
     *
     * @param inputs means
     * @param vars variances
     * @param options whether the constant {@code log(2 pi) / 2} is added, the least variance, reduction
     */
    public static Array gaussianNllLoss(Array inputs, Array targets, Array vars, GaussianNllLossOptions options) {
        Required.argument("gaussian_nll_loss", "inputs", inputs);
        Required.argument("gaussian_nll_loss", "targets", targets);
        Required.argument("gaussian_nll_loss", "vars", vars);
        Required.argument("gaussian_nll_loss", "options", options);
        return ofTriples("gaussian_nll_loss", inputs, targets, vars, options.reduction(), (x, y, v) -> {
            Array variance = maximum(v, options.eps());
            Array loss =
                    log(variance).add(square(y.subtract(x)).divide(variance)).multiply(0.5);
            return options.full() ? loss.add(0.5 * Math.log(2 * Math.PI)) : loss;
        });
    }

    /** The mean without the constant; variances are at least 1e-6. */
    public static Array gaussianNllLoss(Array inputs, Array targets, Array vars) {
        return gaussianNllLoss(inputs, targets, vars, GaussianNllLossOptions.DEFAULTS);
    }

    /**
     * Kullback-Leibler divergence: the sum of {@code exp(targets) * (targets - inputs)} along an axis.
     *
     * @param inputs log probabilities of the model
     * @param targets log probabilities of the truth
     */
    public static Array klDivLoss(Array inputs, Array targets, int axis, Reduction reduction) {
        Required.argument("kl_div_loss", "inputs", inputs);
        Required.argument("kl_div_loss", "targets", targets);
        Required.argument("kl_div_loss", "reduction", reduction);
        return ofPairs("kl_div_loss", inputs, targets, reduction, (model, truth) -> {
            // What has no probability adds nothing, whatever the distance of the logarithms: 0 log(0) is 0.
            Array impossible = equal(truth, Double.NEGATIVE_INFINITY);
            Array distance = where(impossible, 0, truth).subtract(where(impossible, 0, model));
            return exp(truth).multiply(distance).sum(axis);
        });
    }

    /** Each example's Kullback-Leibler divergence along the last axis. */
    public static Array klDivLoss(Array inputs, Array targets) {
        return klDivLoss(inputs, targets, -1, Reduction.NONE);
    }

    /** {@code d² / (2 beta)} for distances d below beta, else {@code d - beta / 2}. */
    public static Array smoothL1Loss(Array predictions, Array targets, double beta, Reduction reduction) {
        Required.argument("smooth_l1_loss", "predictions", predictions);
        Required.argument("smooth_l1_loss", "targets", targets);
        Required.argument("smooth_l1_loss", "reduction", reduction);
        return ofPairs("smooth_l1_loss", predictions, targets, reduction, (x, y) -> {
            // The square of the error, not of its distance: abs has no derivative at 0, the square has two.
            Array error = x.subtract(y);
            Array distance = abs(error);
            if (beta == 0) {
                return distance;
            }
            Array near = square(error).multiply(0.5 / beta);
            return where(less(distance, beta), near, distance.subtract(0.5 * beta));
        });
    }

    /** The mean with beta 1. */
    public static Array smoothL1Loss(Array predictions, Array targets) {
        return smoothL1Loss(predictions, targets, 1, Reduction.MEAN);
    }

    /** {@code d² / 2} for distances d up to delta, else {@code delta * (d - delta / 2)}. */
    public static Array huberLoss(Array inputs, Array targets, double delta, Reduction reduction) {
        Required.argument("huber_loss", "inputs", inputs);
        Required.argument("huber_loss", "targets", targets);
        Required.argument("huber_loss", "reduction", reduction);
        return ofPairs("huber_loss", inputs, targets, reduction, (x, y) -> {
            Array error = x.subtract(y);
            Array distance = abs(error);
            Array isNear = less(distance, delta);
            Array near = where(isNear, error, delta);
            Array far = where(isNear, 0, distance.subtract(delta));
            return square(near).multiply(0.5).add(far.multiply(delta));
        });
    }

    /** Each element's loss with delta 1. */
    public static Array huberLoss(Array inputs, Array targets) {
        return huberLoss(inputs, targets, 1, Reduction.NONE);
    }

    /** {@code log(cosh(inputs - targets))}. */
    public static Array logCoshLoss(Array inputs, Array targets, Reduction reduction) {
        Required.argument("log_cosh_loss", "inputs", inputs);
        Required.argument("log_cosh_loss", "targets", targets);
        Required.argument("log_cosh_loss", "reduction", reduction);
        return ofPairs("log_cosh_loss", inputs, targets, reduction, (x, y) -> {
            Array error = x.subtract(y);
            Array isSmall = less(abs(error), 1);
            // log(cosh(e)) = log(1 + 2 sinh(e / 2)^2), where the other form would be a difference of nearly equal
            // numbers
            Array halved = where(isSmall, error, 0).multiply(0.5);
            Array near = log1p(square(sinh(halved)).multiply(2));
            return where(isSmall, near, logaddexp(error, negative(error)).subtract(Math.log(2)));
        });
    }

    /** Each element's loss. */
    public static Array logCoshLoss(Array inputs, Array targets) {
        return logCoshLoss(inputs, targets, Reduction.NONE);
    }

    /**
     * {@code max(1 - inputs * targets, 0)}.
     *
     * @param targets -1 or 1
     */
    public static Array hingeLoss(Array inputs, Array targets, Reduction reduction) {
        Required.argument("hinge_loss", "inputs", inputs);
        Required.argument("hinge_loss", "targets", targets);
        Required.argument("hinge_loss", "reduction", reduction);
        return ofPairs("hinge_loss", inputs, targets, reduction, (x, y) -> maximum(subtract(1, x.multiply(y)), 0));
    }

    /** Each element's loss. */
    public static Array hingeLoss(Array inputs, Array targets) {
        return hingeLoss(inputs, targets, Reduction.NONE);
    }

    /** The cosine of the angle between vectors along an axis; the product of their lengths counts as at least {@code eps}. */
    public static Array cosineSimilarityLoss(Array x1, Array x2, int axis, double eps, Reduction reduction) {
        Required.argument("cosine_similarity_loss", "x1", x1);
        Required.argument("cosine_similarity_loss", "x2", x2);
        Required.argument("cosine_similarity_loss", "reduction", reduction);
        return ofPairs("cosine_similarity_loss", x1, x2, reduction, (a, b) -> {
            Array lengths = length(a, axis).multiply(length(b, axis));
            return a.multiply(b).sum(axis).divide(maximum(lengths, eps));
        });
    }

    /** The length of a vector of zeros counts as constant. */
    private static Array length(Array x, int axis) {
        return Linalg.norm(x, new int[] {axis}, false);
    }

    /** Each pair's cosine along axis 1. */
    public static Array cosineSimilarityLoss(Array x1, Array x2) {
        return cosineSimilarityLoss(x1, x2, 1, 1e-8, Reduction.NONE);
    }

    /**
     * {@code max(-targets * (inputs1 - inputs2) + margin, 0)}.
     *
     * @param targets 1 where the first input should be the larger one, -1 where the second
     */
    public static Array marginRankingLoss(
            Array inputs1, Array inputs2, Array targets, double margin, Reduction reduction) {
        Required.argument("margin_ranking_loss", "inputs1", inputs1);
        Required.argument("margin_ranking_loss", "inputs2", inputs2);
        Required.argument("margin_ranking_loss", "targets", targets);
        Required.argument("margin_ranking_loss", "reduction", reduction);
        return ofTriples("margin_ranking_loss", inputs1, inputs2, targets, reduction, (first, second, sign) -> {
            Array wrong = sign.multiply(second.subtract(first));
            return maximum(wrong.add(margin), 0);
        });
    }

    /** Each pair's loss without margin. */
    public static Array marginRankingLoss(Array inputs1, Array inputs2, Array targets) {
        return marginRankingLoss(inputs1, inputs2, targets, 0, Reduction.NONE);
    }

    /**
     * How far the anchors' distances to the positives are from being smaller than those to the negatives: {@code max(d(anchors, positives)
     * - d(anchors, negatives) + margin, 0)}, where {@code d(a, b) = (sum(|a - b|^p) + eps)^(1 / p)}.
     *
     * @param options the vectors' axis, p, margin, eps, reduction
     */
    public static Array tripletLoss(Array anchors, Array positives, Array negatives, TripletLossOptions options) {
        Required.argument("triplet_loss", "anchors", anchors);
        Required.argument("triplet_loss", "positives", positives);
        Required.argument("triplet_loss", "negatives", negatives);
        Required.argument("triplet_loss", "options", options);
        return ofTriples(
                "triplet_loss", anchors, positives, negatives, options.reduction(), (anchor, positive, negative) -> {
                    Array near = distance(anchor, positive, options);
                    Array far = distance(anchor, negative, options);
                    return maximum(near.subtract(far).add(options.margin()), 0);
                });
    }

    private static Array distance(Array a, Array b, TripletLossOptions options) {
        double p = options.p();
        Array difference = a.subtract(b);
        // The square has two derivatives at 0, the absolute value none.
        Array powers = p == 2 ? square(difference) : power(abs(difference), p);
        return power(powers.sum(options.axis()).add(options.eps()), 1 / p);
    }

    /** Each triplet's loss along the last axis with p 2 and margin 1. */
    public static Array tripletLoss(Array anchors, Array positives, Array negatives) {
        return tripletLoss(anchors, positives, negatives, TripletLossOptions.DEFAULTS);
    }

    /** The losses of elements of two arrays of one shape, reduced. */
    private static Array ofPairs(String operation, Array a, Array b, Reduction reduction, Fn2 losses) {
        requireSameShape(operation, a, b);
        return computed(reduction, promoted(a, b), () -> losses.apply(widen(a), widen(b)));
    }

    /** The losses of elements of three arrays of one shape, reduced. */
    private static Array ofTriples(String operation, Array a, Array b, Array c, Reduction reduction, Fn3 losses) {
        requireSameShape(operation, a, b);
        requireSameShape(operation, a, c);
        DType dtype = DType.promote(promoted(a, b), c.dtype());
        return computed(reduction, dtype, () -> losses.apply(widen(a), widen(b), widen(c)));
    }

    /** The losses of examples, reduced, in the dtype that the arguments promote to. */
    private static Array computed(Reduction reduction, DType dtype, Supplier<Array> losses) {
        return TraceScope.result(() -> HalfPrecision.round(reduction.of(losses.get()), dtype));
    }

    private static DType promoted(Array a, Array b) {
        return DType.promote(a.dtype(), b.dtype());
    }

    static void requireWeightsFit(String operation, Shape losses, @Nullable Array weights) {
        if (weights != null && !weights.shape().equals(losses)) {
            throw new ShapeException(operation, "weights %s do not fit losses %s", weights.shape(), losses);
        }
    }

    private static void requireSameShape(String operation, Array a, Array b) {
        if (!a.shape().equals(b.shape())) {
            throw new ShapeException(operation, "shapes differ: %s and %s", a.shape(), b.shape());
        }
    }
}
