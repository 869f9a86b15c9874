package lazuli.nn;

import static lazuli.core.Mx.*;

import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Temporaries;
import org.jspecify.annotations.Nullable;

/** Loss functions, as MLX defines them. The short forms take MLX's defaults. */
public final class Losses {
    private Losses() {}

    /**
     * Cross entropy of unnormalized log probabilities: {@code logsumexp(logits) - score}, where the score is the target class's logit, or
     * the logits' mean under the target probabilities.
     *
     * @param targets class indices of the shape of {@code logits} without {@code axis}, or probabilities of the full shape
     * @param weights factors of the shape of the losses
     * @param axis the classes
     * @param labelSmoothing in [0, 1): the share of the target that goes to all classes evenly
     * @throws ShapeException if targets or weights have another shape
     */
    public static Array crossEntropy(
            Array logits,
            Array targets,
            @Nullable Array weights,
            int axis,
            double labelSmoothing,
            Reduction reduction) {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    "[cross_entropy] label smoothing " + labelSmoothing + " is not in [0, 1)");
        }
        int classes = logits.shape().axis("cross_entropy", axis);
        Shape each = logits.shape().remove(classes);
        boolean probabilities = targets.ndim() == logits.ndim();
        if (!targets.shape().equals(probabilities ? logits.shape() : each)) {
            throw new ShapeException(
                    "cross_entropy", "targets %s do not fit logits %s", targets.shape(), logits.shape());
        }
        return Temporaries.result(() -> {
            Array shifted = probabilities ? belowZero(logits, classes) : logits;
            Array score = probabilities
                    ? shifted.multiply(targets).sum(classes)
                    : takeAlongAxis(logits, targets.expandDims(classes), classes)
                            .squeeze(classes);
            Array loss = shifted.logsumexp(classes);
            if (labelSmoothing > 0) {
                Array even = shifted.mean(classes).multiply(labelSmoothing);
                loss = loss.subtract(score.multiply(1 - labelSmoothing)).subtract(even);
            } else {
                loss = loss.subtract(score);
            }
            return reduction.of(weighted("cross_entropy", loss, weights));
        });
    }

    /** Each example's cross entropy, the classes being the last axis. */
    public static Array crossEntropy(Array logits, Array targets) {
        return crossEntropy(logits, targets, null, -1, 0, Reduction.NONE);
    }

    /** Matters for target probabilities that do not add up to 1; the shift itself is no function of the logits. */
    private static Array belowZero(Array logits, int axis) {
        return logits.subtract(stopGradient(max(logits, axis, true)));
    }

    /**
     * Binary cross entropy.
     *
     * @param inputs logits, or probabilities, whose logarithms are then cut off at -100
     * @param targets of the same shape, in [0, 1]
     * @param weights factors of the same shape
     * @param withLogits whether the inputs are logits
     * @throws ShapeException if the weights have another shape
     */
    public static Array binaryCrossEntropy(
            Array inputs, Array targets, @Nullable Array weights, boolean withLogits, Reduction reduction) {
        return Temporaries.result(() -> {
            Array loss = withLogits
                    ? logaddexp(inputs, 0).subtract(inputs.multiply(targets))
                    : negative(targets.multiply(cutLog(inputs))
                            .add(subtract(1, targets).multiply(cutLog(subtract(1, inputs)))));
            return reduction.of(weighted("binary_cross_entropy", loss, weights));
        });
    }

    /** The mean binary cross entropy of logits. */
    public static Array binaryCrossEntropy(Array inputs, Array targets) {
        return binaryCrossEntropy(inputs, targets, null, true, Reduction.MEAN);
    }

    private static Array cutLog(Array x) {
        return maximum(log(x), -100);
    }

    /** {@code |predictions - targets|}; both of one shape. */
    public static Array l1Loss(Array predictions, Array targets, Reduction reduction) {
        requireSameShape("l1_loss", predictions, targets);
        return Temporaries.result(() -> reduction.of(abs(predictions.subtract(targets))));
    }

    /** The mean of {@code |predictions - targets|}. */
    public static Array l1Loss(Array predictions, Array targets) {
        return l1Loss(predictions, targets, Reduction.MEAN);
    }

    /** {@code (predictions - targets)²}; both of one shape. */
    public static Array mseLoss(Array predictions, Array targets, Reduction reduction) {
        requireSameShape("mse_loss", predictions, targets);
        return Temporaries.result(() -> reduction.of(square(predictions.subtract(targets))));
    }

    /** The mean of {@code (predictions - targets)²}. */
    public static Array mseLoss(Array predictions, Array targets) {
        return mseLoss(predictions, targets, Reduction.MEAN);
    }

    /**
     * The target class's log probability, negated.
     *
     * @param inputs log probabilities
     * @param targets class indices of the shape of {@code inputs} without {@code axis}
     */
    public static Array nllLoss(Array inputs, Array targets, int axis, Reduction reduction) {
        int classes = inputs.shape().axis("nll_loss", axis);
        if (!targets.shape().equals(inputs.shape().remove(classes))) {
            throw new ShapeException("nll_loss", "targets %s do not fit inputs %s", targets.shape(), inputs.shape());
        }
        return Temporaries.result(() -> reduction.of(negative(
                takeAlongAxis(inputs, targets.expandDims(classes), classes).squeeze(classes))));
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
     * @param full whether the constant {@code log(2 pi) / 2} is added
     */
    public static Array gaussianNllLoss(
            Array inputs, Array targets, Array vars, boolean full, double eps, Reduction reduction) {
        requireSameShape("gaussian_nll_loss", inputs, targets);
        requireSameShape("gaussian_nll_loss", inputs, vars);
        return Temporaries.result(() -> {
            Array variance = maximum(vars, eps);
            Array loss = log(variance)
                    .add(square(targets.subtract(inputs)).divide(variance))
                    .multiply(0.5);
            return reduction.of(full ? loss.add(0.5 * Math.log(2 * Math.PI)) : loss);
        });
    }

    /** The mean without the constant; variances are at least 1e-6. */
    public static Array gaussianNllLoss(Array inputs, Array targets, Array vars) {
        return gaussianNllLoss(inputs, targets, vars, false, 1e-6, Reduction.MEAN);
    }

    /**
     * Kullback-Leibler divergence: the sum of {@code exp(targets) * (targets - inputs)} along an axis.
     *
     * @param inputs log probabilities of the model
     * @param targets log probabilities of the truth
     */
    public static Array klDivLoss(Array inputs, Array targets, int axis, Reduction reduction) {
        return Temporaries.result(() ->
                reduction.of(exp(targets).multiply(targets.subtract(inputs)).sum(axis)));
    }

    /** Each example's Kullback-Leibler divergence along the last axis. */
    public static Array klDivLoss(Array inputs, Array targets) {
        return klDivLoss(inputs, targets, -1, Reduction.NONE);
    }

    /** {@code d² / (2 beta)} for distances d below beta, else {@code d - beta / 2}. */
    public static Array smoothL1Loss(Array predictions, Array targets, double beta, Reduction reduction) {
        requireSameShape("smooth_l1_loss", predictions, targets);
        return Temporaries.result(() -> {
            Array distance = abs(predictions.subtract(targets));
            Array near = square(distance).multiply(0.5 / beta);
            return reduction.of(where(less(distance, beta), near, distance.subtract(0.5 * beta)));
        });
    }

    /** The mean with beta 1. */
    public static Array smoothL1Loss(Array predictions, Array targets) {
        return smoothL1Loss(predictions, targets, 1, Reduction.MEAN);
    }

    /** {@code d² / 2} for distances d up to delta, else {@code delta * (d - delta / 2)}. */
    public static Array huberLoss(Array inputs, Array targets, double delta, Reduction reduction) {
        return Temporaries.result(() -> {
            Array distance = abs(inputs.subtract(targets));
            Array near = minimum(distance, delta);
            Array far = distance.subtract(near);
            return reduction.of(square(near).multiply(0.5).add(far.multiply(delta)));
        });
    }

    /** Each element's loss with delta 1. */
    public static Array huberLoss(Array inputs, Array targets) {
        return huberLoss(inputs, targets, 1, Reduction.NONE);
    }

    /** {@code log(cosh(inputs - targets))}. */
    public static Array logCoshLoss(Array inputs, Array targets, Reduction reduction) {
        return Temporaries.result(() -> {
            Array error = inputs.subtract(targets);
            return reduction.of(logaddexp(error, negative(error)).subtract(Math.log(2)));
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
        return Temporaries.result(() -> reduction.of(maximum(subtract(1, inputs.multiply(targets)), 0)));
    }

    /** Each element's loss. */
    public static Array hingeLoss(Array inputs, Array targets) {
        return hingeLoss(inputs, targets, Reduction.NONE);
    }

    /** The cosine of the angle between vectors along an axis; the product of their lengths counts as at least {@code eps}. */
    public static Array cosineSimilarityLoss(Array x1, Array x2, int axis, double eps, Reduction reduction) {
        return Temporaries.result(() -> {
            Array lengths = length(x1, axis).multiply(length(x2, axis));
            return reduction.of(x1.multiply(x2).sum(axis).divide(maximum(lengths, eps)));
        });
    }

    private static Array length(Array x, int axis) {
        return sqrt(square(x).sum(axis));
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
        requireSameShape("margin_ranking_loss", inputs1, inputs2);
        requireSameShape("margin_ranking_loss", inputs1, targets);
        return Temporaries.result(() ->
                reduction.of(maximum(targets.multiply(inputs2.subtract(inputs1)).add(margin), 0)));
    }

    /** Each pair's loss without margin. */
    public static Array marginRankingLoss(Array inputs1, Array inputs2, Array targets) {
        return marginRankingLoss(inputs1, inputs2, targets, 0, Reduction.NONE);
    }

    /**
     * How far the anchors' distances to the positives are from being smaller than those to the negatives: {@code max(d(anchors, positives)
     * - d(anchors, negatives) + margin, 0)}, where {@code d(a, b) = (sum(|a - b|^p) + eps)^(1 / p)}.
     *
     * @param axis the vectors
     */
    public static Array tripletLoss(
            Array anchors,
            Array positives,
            Array negatives,
            int axis,
            double p,
            double margin,
            double eps,
            Reduction reduction) {
        return Temporaries.result(() -> {
            Array near = distance(anchors, positives, axis, p, eps);
            Array far = distance(anchors, negatives, axis, p, eps);
            return reduction.of(maximum(near.subtract(far).add(margin), 0));
        });
    }

    private static Array distance(Array a, Array b, int axis, double p, double eps) {
        return power(power(abs(a.subtract(b)), p).sum(axis).add(eps), 1 / p);
    }

    /** Each triplet's loss along the last axis with p 2 and margin 1. */
    public static Array tripletLoss(Array anchors, Array positives, Array negatives) {
        return tripletLoss(anchors, positives, negatives, -1, 2, 1, 1e-6, Reduction.NONE);
    }

    private static Array weighted(String operation, Array losses, @Nullable Array weights) {
        if (weights == null) {
            return losses;
        }
        if (!weights.shape().equals(losses.shape())) {
            throw new ShapeException(operation, "weights %s do not fit losses %s", weights.shape(), losses.shape());
        }
        return losses.multiply(weights);
    }

    private static void requireSameShape(String operation, Array a, Array b) {
        if (!a.shape().equals(b.shape())) {
            throw new ShapeException(operation, "targets %s do not fit %s", b.shape(), a.shape());
        }
    }
}
