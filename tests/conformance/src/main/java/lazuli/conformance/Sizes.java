package lazuli.conformance;

/** How large arrays are: {@code -Dlazuli.small=true} is for a device that computes a thousandth as fast. */
final class Sizes {
    private Sizes() {}

    static int of(int usual, int small) {
        return Boolean.getBoolean("lazuli.small") ? small : usual;
    }
}
