package lazuli.core.primitive.reduction;

/** What a {@link Scan} accumulates. */
public enum Accumulation {
    /** The sum of the elements so far. */
    SUM("cumsum"),
    /** Their product. */
    PRODUCT("cumprod"),
    /** The largest one; NaN from the first NaN on. */
    MAXIMUM("cummax"),
    /** The smallest one; NaN from the first NaN on. */
    MINIMUM("cummin"),
    /** The logarithm of the sum of their exponentials. */
    LOG_SUM_EXP("logcumsumexp");

    private final String text;

    Accumulation(String text) {
        this.text = text;
    }

    /** The operation's name in messages. */
    public String text() {
        return text;
    }
}
