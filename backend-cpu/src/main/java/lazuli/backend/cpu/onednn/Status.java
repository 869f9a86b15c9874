package lazuli.backend.cpu.onednn;

/** What a native call returns, in the order of the library's numbers. */
enum Status {
    SUCCESS,
    OUT_OF_MEMORY,
    INVALID_ARGUMENTS,
    UNIMPLEMENTED,
    LAST_IMPLEMENTATION_REACHED,
    RUNTIME_ERROR,
    NOT_REQUIRED,
    INVALID_GRAPH,
    INVALID_GRAPH_OPERATION,
    INVALID_SHAPE,
    INVALID_DATA_TYPE;

    private static final Status[] BY_NUMBER = values();

    /**
     * Does nothing for success.
     *
     * @param subject what the call was about: its text, with the dimensions, goes into the message
     * @throws OneDnnException for any other status
     */
    static void check(int number, String call, Object subject) {
        if (number != 0) {
            String name = number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number].name() : "status " + number;
            throw new OneDnnException("[%s] %s: %s".formatted(call, name, subject));
        }
    }
}
