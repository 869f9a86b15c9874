package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.Mx;

/** What a loss does with its values for single examples. */
public enum Reduction {
    /** Returns them. */
    NONE,
    /** Returns their mean. */
    MEAN,
    /** Returns their sum. */
    SUM;

    Array of(Array losses) {
        return switch (this) {
            case NONE -> losses;
            case MEAN -> Mx.mean(losses);
            case SUM -> Mx.sum(losses);
        };
    }
}
