package lazuli.core.primitive.reduction;

/** What a {@link Scan} accumulates. */
public enum Accumulation {
    SUM("cumsum"),
    PRODUCT("cumprod"),
    MAXIMUM("cummax"),
    MINIMUM("cummin"),
    /** The logarithm of a sum of exponentials. */
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
