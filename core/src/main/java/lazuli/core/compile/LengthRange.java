package lazuli.core.compile;

/**
 * The lengths that axes which are always equally long may have.
 *
 * @param reason why there are no others; empty if none is known
 */
public record LengthRange(int least, int most, String reason) {
    boolean isFixed() {
        return least == most;
    }

    boolean contains(int length) {
        return length >= least && length <= most;
    }

    @Override
    public String toString() {
        return isFixed()
                ? Integer.toString(least)
                : most == LengthAnalysis.LONGEST ? least + ".." : least + ".." + most;
    }
}
